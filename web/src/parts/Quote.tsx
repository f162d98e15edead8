import type { Claim, Report } from "../data/nouns";
import { characters } from "../words/text";

/** A claim's quote, marked within the block of the report that it stands in. */
export function Quote({ claim, report }: { claim: Claim; report: Report | undefined }) {
  const [start, end] = claim.span;
  const block = report?.blocks.find((part) => part.start <= start && end <= part.end);
  if (!report || !block) {
    return (
      <blockquote dir="auto">
        <mark>{claim.quote}</mark>
      </blockquote>
    );
  }
  const text = characters(report.text);
  return (
    <blockquote dir="auto" lang={report.language === "und" ? undefined : report.language}>
      {text.slice(block.start, start)}
      <mark>{text.slice(start, end)}</mark>
      {text.slice(end, block.end)}
    </blockquote>
  );
}
