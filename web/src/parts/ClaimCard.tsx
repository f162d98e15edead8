import type { ComponentChildren } from "preact";
import type { Claim, Report } from "../data/nouns";
import type { Filter } from "../state/filter";
import { reportAddress } from "../state/route";
import { MODALITY, NEWNESS } from "../words/explain";
import { sayDay } from "../words/say";
import { ClaimFields } from "./ClaimFields";
import { Quote } from "./Quote";
import { Voices } from "./Voices";

interface Props {
  claim: Claim;
  report: Report | undefined;
  filter: Filter;
  children?: ComponentChildren;
}

/** One claim: its quote in the report's own words, whose word it is, and what was read from it. */
export function ClaimCard({ claim, report, filter, children }: Props) {
  const notes = [MODALITY[claim.modality], NEWNESS[claim.newness]].filter((word) => word !== undefined);
  return (
    <article class="claim" id={claim.id} aria-label={`Claim ${claim.id}`} tabIndex={-1}>
      {children}
      {notes.map(({ label, meaning }) => (
        <p key={label} class="claim-note">
          <strong class="badge">{label}</strong> {meaning}
        </p>
      ))}
      <Quote claim={claim} report={report} />
      <p class="claim-source">
        <Voices voices={claim.voices} />
        {report && (
          <>
            {" — "}
            <a href={reportAddress(report.id, filter, claim.id)}>
              <bdi>{report.title ?? "report without a title"}</bdi>
            </a>
            {report.published && `, ${sayDay(report.published.end)}`}
          </>
        )}
      </p>
      <details>
        <summary>How this was read</summary>
        <ClaimFields claim={claim} />
      </details>
    </article>
  );
}
