import type { VoiceStanding } from "../data/nouns";
import { source } from "../data/source";
import { Heading } from "../parts/Heading";
import { Empty, Failed, Loading } from "../parts/Status";
import { type Filter, writeFilter } from "../state/filter";
import { useLoad } from "../state/load";
import { panelAddress } from "../state/route";
import { sayCount, sayInside, sayNumber } from "../words/say";

const PAGE = 200;

/** The innermost voices: what each claims, and how far its word is borne out. */
export function VoicesView({ filter }: { filter: Filter }) {
  const loaded = useLoad(`voices ${writeFilter(filter)}`, async (signal) => (await source()).standings(filter, signal));
  return (
    <div class="panel">
      <Heading title="Voices">Voices</Heading>
      <p class="aside">
        Whose word it is in the end, in how many incidents, and how far it is borne out. Two independent origins corroborate;
        copies and reports that quote the same voice never do. A figure that a voice replaced by a later one is superseded.
      </p>
      {loaded.state === "failed" && <Failed what="Voices" failure={loaded.failure} retry={loaded.retry} />}
      {loaded.state === "loading" && <Loading what="voices" />}
      {loaded.state === "ready" && <Standings voices={loaded.value} filter={filter} />}
    </div>
  );
}

function Standings({ voices, filter }: { voices: VoiceStanding[]; filter: Filter }) {
  if (!voices.length) return <Empty>No voice is heard in what fits this filter.</Empty>;
  return (
    <div class="scrolling" tabIndex={0} role="region" aria-label="Voices and how they stand">
      <table class="told numbers">
        <thead>
          <tr>
            <th scope="col">Voice</th>
            <th scope="col">Incidents</th>
            <th scope="col">Claims</th>
            <th scope="col">Corroborated</th>
            <th scope="col">Alone</th>
            <th scope="col">Denied</th>
            <th scope="col">Contradicted</th>
            <th scope="col">Superseded by itself</th>
            <th scope="col">Shares</th>
          </tr>
        </thead>
        <tbody>
          {voices.slice(0, PAGE).map((voice) => (
            <tr key={(voice.id ?? "") + voice.name}>
              <th scope="row">
                <a href={panelAddress("voices", { ...filter, voice: voice.id ?? voice.name })}>
                  <bdi>{voice.name}</bdi>
                </a>{" "}
                <span class="kind">{sayInside(voice.kind)}</span>
              </th>
              <td>{sayNumber(voice.incidents)}</td>
              <td>{sayNumber(voice.claims)}</td>
              <td>{sayNumber(voice.corroborated)}</td>
              <td>{sayNumber(voice.single_source)}</td>
              <td>{sayNumber(voice.denied)}</td>
              <td>{sayNumber(voice.contradicted)}</td>
              <td>{sayNumber(voice.superseded)}</td>
              <td>
                <Shares voice={voice} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {voices.length > PAGE && <p class="aside">{sayCount(voices.length - PAGE, "more voice")}; the filter narrows them.</p>}
    </div>
  );
}

const PARTS = ["corroborated", "single_source", "denied"] as const;

function Shares({ voice }: { voice: VoiceStanding }) {
  let at = 0;
  return (
    <svg class="shares" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      <rect width="100" height="10" class="share-other" />
      {PARTS.map((part) => {
        const width = (voice[part] / voice.incidents) * 100;
        at += width;
        return <rect key={part} x={at - width} width={width} height="10" class={`share-${part}`} />;
      })}
    </svg>
  );
}
