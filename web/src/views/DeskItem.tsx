import { useState } from "preact/hooks";
import type { Claim, Draft, Edit, Report, Waiting } from "../data/nouns";
import { type Desk, source } from "../data/source";
import { Failed, Loading } from "../parts/Status";
import { Voices } from "../parts/Voices";
import type { Filter } from "../state/filter";
import { useLoad } from "../state/load";
import { incidentAddress, reportAddress } from "../state/route";
import { GRADE } from "../words/explain";
import { sayName } from "../words/say";
import { type Leaf, leavesOf, valueOf } from "../words/leaves";
import { characters } from "../words/text";

type Decide = (draft: Omit<Draft, "why">) => Promise<void>;

interface Props {
  desk: Desk;
  item: Waiting;
  filter: Filter;
  decide: Decide;
}

/** One thing that waits: a claim on its text, or an incident with its claims. */
export function DeskItem({ desk, item, filter, decide }: Props) {
  return (
    <section class="desk-item" aria-label={`${sayName(item.reason.replace("-", "_"))}: ${item.id}`}>
      {item.id.startsWith("i-") ? (
        <IncidentItem id={item.id} filter={filter} decide={decide} />
      ) : (
        <ClaimItem desk={desk} id={item.id} filter={filter} decide={decide} />
      )}
    </section>
  );
}

interface ItemProps {
  id: string;
  filter: Filter;
  decide: Decide;
}

function Acts({ id, decide }: { id: string; decide: Decide }) {
  return (
    <p class="acts">
      {(["accept", "reject", "comment"] as const).map((act) => (
        <button key={act} type="button" onClick={() => void decide({ act, subjects: [id] })}>
          {sayName(act)}
        </button>
      ))}
    </p>
  );
}

function ClaimItem({ desk, id, filter, decide }: ItemProps & { desk: Desk }) {
  const loaded = useLoad(id, async (signal) => desk.claim(id, signal));
  if (loaded.state === "failed") return <Failed what="This claim" failure={loaded.failure} retry={loaded.retry} />;
  if (loaded.state === "loading") return <Loading what="the claim" />;
  const { claim, report } = loaded.value;
  return (
    <>
      <h2>
        {sayName(claim.type)}{" "}
        <a class="aside" href={reportAddress(report.id, filter, claim.id)}>
          <bdi>{report.title ?? report.outlet}</bdi>
        </a>
      </h2>
      <p class="claim-source">
        <Voices voices={claim.voices} />
      </p>
      <Acts id={id} decide={decide} />
      <Correction claim={claim} report={report} decide={decide} />
    </>
  );
}

/** Every field of a claim beside the text; words marked in the text become a field's own. */
function Correction({ claim, report, decide }: { claim: Claim; report: Report; decide: Decide }) {
  const leaves = leavesOf(claim);
  const [drafts, setDrafts] = useState<Record<string, string>>({});
  const [spans, setSpans] = useState<Record<string, [number, number]>>({});
  const edits: Edit[] = [
    ...leaves
      .filter(({ path, words }) => drafts[path] !== undefined && drafts[path] !== words)
      .map(({ path }) => ({ path, value: valueOf(drafts[path] ?? "") })),
    ...Object.entries(spans).map(([path, value]) => ({ path, value })),
  ];
  const take = ({ path, span }: Leaf) => {
    const marked = markedIn(report);
    if (!marked || !span) return;
    setDrafts((before) => ({ ...before, [path]: marked.words }));
    setSpans((before) => ({ ...before, [span]: marked.span }));
  };
  const text = characters(report.text);
  return (
    <form
      class="correction"
      onSubmit={(event) => {
        event.preventDefault();
        if (edits.length) void decide({ act: "correct", subjects: [claim.id], edits });
      }}
    >
      <section class="report-text" aria-label="Text of the report" id="desk-text">
        {report.blocks.map(({ start, end }) => (
          <p key={start} dir="auto" data-start={start}>
            {[
              [start, claim.span[0], false],
              [claim.span[0], claim.span[1], true],
              [claim.span[1], end, false],
            ].map(([from, to, marked]) => {
              const words = text.slice(Math.max(start, Number(from)), Math.min(end, Math.max(start, Number(to))));
              return marked && words ? <mark>{words}</mark> : words;
            })}
          </p>
        ))}
      </section>
      <fieldset>
        <legend>Fields</legend>
        <p class="aside">Mark words in the text, then press “marked words” to make them a field's own.</p>
        {leaves.map((leaf) => (
          <p key={leaf.path} class="leaf">
            <label for={`leaf${leaf.path}`}>{leaf.path.slice(1)}</label>
            <input
              id={`leaf${leaf.path}`}
              dir="auto"
              value={drafts[leaf.path] ?? leaf.words}
              onInput={(event) => {
                const { value } = event.currentTarget;
                setDrafts((before) => ({ ...before, [leaf.path]: value }));
              }}
            />
            {leaf.span && (
              <button type="button" aria-label={`Marked words as ${leaf.path.slice(1)}`} onClick={() => take(leaf)}>
                marked words
              </button>
            )}
          </p>
        ))}
      </fieldset>
      <p class="acts">
        <button type="submit" disabled={!edits.length}>
          Correct ({edits.length})
        </button>
      </p>
    </form>
  );
}

/** The words of the report that are marked with mouse or keyboard, and where they stand in it. */
function markedIn(report: Report): { words: string; span: [number, number] } | null {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  const block = (range.startContainer.parentElement ?? null)?.closest<HTMLElement>("#desk-text [data-start]");
  if (!block?.contains(range.endContainer)) return null;
  const before = document.createRange();
  before.setStart(block, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const start = Number(block.dataset.start) + Array.from(before.toString()).length;
  const words = range.toString();
  const span: [number, number] = [start, start + Array.from(words).length];
  return characters(report.text).slice(...span) === words ? { words, span } : null;
}

function IncidentItem({ id, filter, decide }: ItemProps) {
  const loaded = useLoad(id, async (signal) => (await source()).incident(id, {}, signal));
  const [taken, setTaken] = useState<string[]>([]);
  const [other, setOther] = useState("");
  const [grade, setGrade] = useState("");
  if (loaded.state === "failed") return <Failed what="This incident" failure={loaded.failure} retry={loaded.retry} />;
  if (loaded.state === "loading") return <Loading what="the incident" />;
  const { incident, claims } = loaded.value;
  const toggle = (claim: string) =>
    setTaken((now) => (now.includes(claim) ? now.filter((one) => one !== claim) : [...now, claim]));
  return (
    <>
      <h2>
        <a href={incidentAddress(id, filter)}>{sayName(incident.type)}</a>
      </h2>
      <Acts id={id} decide={decide} />
      <fieldset>
        <legend>Claims; mark those that speak of another incident</legend>
        {claims.map((claim) => (
          <p key={claim.id} class="split">
            <input id={`take-${claim.id}`} type="checkbox" checked={taken.includes(claim.id)} onChange={() => toggle(claim.id)} />{" "}
            <label for={`take-${claim.id}`}>
              <q dir="auto">{claim.quote}</q>
            </label>
          </p>
        ))}
        <button
          type="button"
          disabled={!taken.length || taken.length === claims.length}
          onClick={() => void decide({ act: "split", subjects: [id], taken })}
        >
          Split ({taken.length})
        </button>
      </fieldset>
      <p class="choice">
        <label for="merge-with">Same as incident</label>{" "}
        <input id="merge-with" value={other} placeholder="i-…" onInput={(event) => setOther(event.currentTarget.value.trim())} />{" "}
        <button type="button" disabled={!other} onClick={() => void decide({ act: "merge", subjects: [id, other] })}>
          Merge
        </button>
      </p>
      <p class="choice">
        <label for="grade-as">Grade</label>{" "}
        <select id="grade-as" value={grade} onChange={(event) => setGrade(event.currentTarget.value)}>
          <option value="">as worked out</option>
          {Object.entries(GRADE).map(([value, { label }]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>{" "}
        <button type="button" disabled={!grade} onClick={() => void decide({ act: "grade", subjects: [id], grade })}>
          Grade
        </button>
      </p>
    </>
  );
}
