import { useEffect } from "preact/hooks";
import type { Block, Claim, Incident, Report, ReportFile } from "../data/nouns";
import { source } from "../data/source";
import { ClaimCard } from "../parts/ClaimCard";
import { Heading } from "../parts/Heading";
import { Rewrite } from "../parts/Rewrite";
import { Permalink } from "../parts/Permalink";
import { Failed, Loading } from "../parts/Status";
import type { Filter } from "../state/filter";
import { shown, useLoad } from "../state/load";
import { incidentAddress, overviewAddress, reportAddress } from "../state/route";
import { KNOWN_BY } from "../words/explain";
import { sayDay, sayName, summarise, sayTitle } from "../words/say";
import { segments } from "../words/segments";
import { characters } from "../words/text";

/** One report: its text with the claims marked in place. */
export function ReportView({ id, filter, claim }: { id: string; filter: Filter; claim: string | null }) {
  const loaded = useLoad(id, async (signal) => (await source()).report(id, signal));
  const read = shown(loaded);
  useEffect(() => {
    if (loaded.state === "ready" && claim) document.getElementById(`mark-${claim}`)?.scrollIntoView({ block: "center" });
  }, [loaded.state === "ready"]);
  return (
    <div class="report">
      <p class="back">
        <a href={overviewAddress(filter)}>← All incidents</a>
      </p>
      {!read && <Heading title="Report">Report</Heading>}
      {loaded.state === "failed" && <Failed what="This report" failure={loaded.failure} retry={loaded.retry} />}
      {loaded.state === "loading" && !read && <Loading what="the report" />}
      {read && <Told read={read} filter={filter} current={claim} />}
    </div>
  );
}

function Told({ read, filter, current }: { read: ReportFile; filter: Filter; current: string | null }) {
  const { report } = read;
  const claims = [...read.claims].sort((one, other) => one.span[0] - other.span[0] || one.span[1] - other.span[1]);
  const incidents = new Map(
    read.incidents.flatMap((incident) => incident.claims.map((claim) => [claim, incident] as const)),
  );
  return (
    <>
      <Heading title={report.title ?? report.outlet}>
        <bdi>{report.title ?? "Report without a title"}</bdi>
      </Heading>
      <Source report={report} />
      <Rewrite read={read} filter={filter} />
      <div class="report-columns">
        <section aria-label="Text of the report" class="report-text" lang={report.language === "und" ? undefined : report.language}>
          {report.blocks.map((block) => (
            <Marked key={block.start} block={block} report={report} claims={claims} current={current} />
          ))}
        </section>
        <section aria-labelledby="report-claims" class="report-claims">
          <h2 id="report-claims">
            {claims.length === 0 ? "Nothing was read as a claim" : `${claims.length} ${claims.length === 1 ? "claim" : "claims"}`}
          </h2>
          {claims.map((claim, index) => (
            <ClaimCard key={claim.id} claim={claim} report={undefined} filter={filter}>
              <h3>
                {index + 1}. {sayName(claim.type)}
              </h3>
              <Belonging incident={incidents.get(claim.id)} filter={filter} />
            </ClaimCard>
          ))}
        </section>
      </div>
      <Permalink address={reportAddress(report.id, {})} reference={report.id} />
    </>
  );
}

function Belonging({ incident, filter }: { incident: Incident | undefined; filter: Filter }) {
  if (!incident) return <p class="aside">Part of no incident</p>;
  return (
    <p>
      Part of <a href={incidentAddress(incident.id, filter)}>{sayTitle(summarise(incident))}</a>
    </p>
  );
}

function Source({ report }: { report: Report }) {
  const { published, url } = report;
  const web = url && /^https?:\/\//i.test(url) ? url : null;
  return (
    <p class="claim-source">
      <bdi>{report.outlet}</bdi>
      {report.byline && (
        <>
          , <bdi>{report.byline}</bdi>
        </>
      )}
      {published ? (
        <>
          , {published.start === published.end ? sayDay(published.end) : `${sayDay(published.start)} – ${sayDay(published.end)}`}{" "}
          <span class="aside">publication date {KNOWN_BY[published.known_by]}</span>
        </>
      ) : (
        <em class="unknown">, day of publication not known</em>
      )}
      {web && (
        <>
          {" — "}
          <a href={web} target="_blank" rel="noopener noreferrer nofollow">
            {web}
          </a>
        </>
      )}
      {url && !web && <span> — {url}</span>}
      {report.revises && (
        <span class="aside">
          {" "}
          The page changed: <a href={reportAddress(report.revises, {})}>what it said before</a>
        </span>
      )}
      {report.notes?.map((note) => (
        <span class="aside"> Read with doubt: {note}. </span>
      ))}
    </p>
  );
}

interface MarkedProps {
  block: Block;
  report: Report;
  claims: Claim[];
  current: string | null;
}

function Marked({ block, report, claims, current }: MarkedProps) {
  const text = characters(report.text);
  return (
    <p class={`block-${block.kind}`} dir="auto">
      {segments(block.start, block.end, claims).map(({ span, covered, ended }) => {
        const words = text.slice(...span);
        if (!covered.length) return words;
        const isCurrent = covered.some(({ id }) => id === current);
        return (
          <>
            <mark class={isCurrent ? "current" : undefined}>{words}</mark>
            {ended.map((claim) => {
              const number = claims.indexOf(claim) + 1;
              return (
                <sup key={claim.id} id={`mark-${claim.id}`}>
                  <a href={`#${claim.id}`} aria-label={`Claim ${number}: ${sayName(claim.type)}`}>
                    {number}
                  </a>
                </sup>
              );
            })}
          </>
        );
      })}
    </p>
  );
}
