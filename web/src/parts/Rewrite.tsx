import type { Report, ReportFile } from "../data/nouns";
import type { Filter } from "../state/filter";
import { reportAddress } from "../state/route";
import { sayCount } from "../words/say";

/** A report side by side with the one that it was made from: what was kept, reworded and added. */
export function Rewrite({ read: { report, rewrites, original }, filter }: { read: ReportFile; filter: Filter }) {
  const { members, rewrite } = rewrites;
  if (!original) {
    return members.length ? (
      <p class="aside">{sayCount(members.length, "other report")} of this ledger made from this text.</p>
    ) : null;
  }
  const reworded = new Set(rewrite?.changed.map(([, copy]) => copy) ?? []);
  return (
    <details class="rewrite" open>
      <summary>
        Made from a report of <bdi>{original.outlet}</bdi>
        {rewrite && `, of which it keeps ${Math.round(rewrite.kept * 100)} %`}
      </summary>
      <div class="side-by-side">
        <Side title="The report that it was made from" report={original} marked={new Set(rewrite?.changed.map(([one]) => one))} />
        <Side title="This report" report={report} marked={new Set([...reworded, ...(rewrite?.added ?? [])])} />
      </div>
      <p class="aside">
        Marked: sentences that were reworded or added. <a href={reportAddress(original.id, filter)}>Open the first report</a>
      </p>
    </details>
  );
}

function Side({ title, report, marked }: { title: string; report: Report; marked: Set<string> }) {
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      {report.text.split(/\n+/).map((paragraph, index) => (
        <p key={index} dir="auto">
          {pieces(paragraph, marked).map(([words, isMarked]) => (isMarked ? <mark>{words}</mark> : words))}
        </p>
      ))}
    </section>
  );
}

/** A paragraph cut where marked sentences begin and end. */
function pieces(paragraph: string, marked: Set<string>): [string, boolean][] {
  const found: [string, boolean][] = [];
  let rest = paragraph;
  while (rest) {
    const places = [...marked].map((words) => [rest.indexOf(words), words] as const).filter(([at]) => at >= 0);
    const [first] = places.sort(([one], [other]) => one - other);
    if (!first) break;
    const [at, words] = first;
    if (at > 0) found.push([rest.slice(0, at), false]);
    found.push([words, true]);
    rest = rest.slice(at + words.length);
  }
  return rest ? [...found, [rest, false]] : found;
}
