import type { Claim, Figure, Incident, Toll, VoiceFigure } from "../data/nouns";
import type { Names } from "../data/source";
import { nameOf, sayGroup, useNames } from "../state/names";
import { sayDay, sayInside, sayName, sayRange, sayVoice } from "../words/say";

/** "Killed: civilians of Kesra". */
export function titleOf({ measure, group, side }: Pick<Toll, "measure" | "group" | "side">, names: Names): string {
  const sides = side.map((one) => nameOf(names.actors, one)).join(" and ");
  return `${sayName(measure)}: ${sayGroup(group, names)}${sides && ` of ${sides}`}`;
}

/** The tolls of an incident: each voice's latest figure side by side; rival figures are neither added nor averaged. */
export function Tolls({ incident, claims }: { incident: Incident; claims: Map<string, Claim> }) {
  const names = useNames();
  const running = [...claims.values()].flatMap((claim) =>
    claim.figures.filter(({ cumulative }) => cumulative).map((figure) => ({ claim, figure })),
  );
  if (!incident.tolls.length && !incident.superseded.length && !running.length) return null;
  return (
    <section class="tolls" aria-labelledby="tolls">
      <h2 id="tolls">Toll</h2>
      {incident.tolls.length > 0 && (
        <p class="aside">Each voice's latest figure, and the range over them. Rival figures are never added up or averaged.</p>
      )}
      <div class="toll-cards">
        {incident.tolls.map((toll, index) => (
          <table key={index}>
            <caption>
              {titleOf(toll, names)} <strong>{sayRange(toll.low, toll.high)}</strong>
            </caption>
            <thead>
              <tr>
                <th scope="col">Voice</th>
                <th scope="col">Figure</th>
                <th scope="col">Said on</th>
              </tr>
            </thead>
            <tbody>
              {toll.by_voice.map((figure) => (
                <FigureRow key={figure.voice + figure.claim} figure={figure} names={names} />
              ))}
            </tbody>
          </table>
        ))}
      </div>
      {running.length > 0 && <Running told={running} names={names} />}
      {incident.superseded.length > 0 && <Superseded figures={incident.superseded} claims={claims} />}
    </section>
  );
}

/** Totals of more than this incident that its reports tell: of a war, or since a day. */
function Running({ told, names }: { told: { claim: Claim; figure: Figure }[]; names: Names }) {
  return (
    <>
      <h3>Running totals</h3>
      <p class="aside">Told beside it, of more than this one incident: no part of its toll.</p>
      <ul class="running">
        {told.map(({ claim, figure }, index) => (
          <li key={claim.id + index}>
            <a href={`#${claim.id}`}>{sayRange(figure.low, figure.high)}</a> {sayGroup(figure.group, names)}{" "}
            {sayInside(figure.measure)}
            {figure.since && `, since ${sayDay(figure.since)}`}
            {claim.voices[0] && (
              <>
                , <bdi>{sayVoice(claim.voices[0])}</bdi>
              </>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function FigureRow({ figure, names }: { figure: VoiceFigure; names: Names }) {
  return (
    <tr>
      <th scope="row">
        <bdi>{nameOf(names.voices, figure.voice)}</bdi>
      </th>
      <td>
        <a href={`#${figure.claim}`}>{sayRange(figure.low, figure.high)}</a>
      </td>
      <td>{figure.said_on ? sayDay(figure.said_on) : "day not told"}</td>
    </tr>
  );
}

function Superseded({ figures, claims }: { figures: VoiceFigure[]; claims: Map<string, Claim> }) {
  const names = useNames();
  return (
    <details>
      <summary>Earlier figures, superseded by the same voice ({figures.length})</summary>
      <ul class="superseded">
        {figures.map((figure) => {
          const told = claims
            .get(figure.claim)
            ?.figures.find(({ low, high }) => low === figure.low && high === figure.high);
          return (
            <li key={figure.voice + figure.claim + figure.low}>
              <bdi>{nameOf(names.voices, figure.voice)}</bdi>:{" "}
              <a href={`#${figure.claim}`}>
                <s>{sayRange(figure.low, figure.high)}</s>
              </a>
              {told && ` ${sayGroup(told.group, names)} ${sayInside(told.measure)}`}
              {figure.said_on && `, ${sayDay(figure.said_on)}`}
            </li>
          );
        })}
      </ul>
    </details>
  );
}
