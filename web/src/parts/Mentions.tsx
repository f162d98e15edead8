import { FILES } from "../data/settings";
import type { Mention, Report } from "../data/nouns";
import type { Filter } from "../state/filter";
import { reportAddress } from "../state/route";
import { sayCount, sayDay } from "../words/say";
import { characters } from "../words/text";

interface Props {
  mentions: Mention[];
  speaking: Report[];
  filter: Filter;
}

/** Reports that only speak of an incident, the latest last. A published site has no page for each of them. */
export function Mentions({ mentions, speaking, filter }: Props) {
  const byReport = new Map(mentions.map((mention) => [mention.report, mention]));
  if (!speaking.length) return null;
  const day = (report: Report) => report.published?.end ?? "";
  return (
    <section aria-labelledby="mentions">
      <h2 id="mentions">Also spoken of</h2>
      <p class="aside">In reports that take it as known. They count for nothing above.</p>
      <ul class="mentions">
        {[...speaking]
          .sort((one, other) => day(one).localeCompare(day(other)))
          .map((report) => {
            const { span, claims } = byReport.get(report.id)!;
            return (
              <li key={report.id}>
                {FILES ? <bdi>{report.outlet}</bdi> : <a href={reportAddress(report.id, filter)}>{<bdi>{report.outlet}</bdi>}</a>}
                {report.published && `, ${sayDay(report.published.end)}`}:{" "}
                <q dir="auto">{characters(report.text).slice(...span)}</q>
                {claims.length > 0 && <span class="aside"> with {sayCount(claims.length, "claim")} in answer to it</span>}
              </li>
            );
          })}
      </ul>
    </section>
  );
}
