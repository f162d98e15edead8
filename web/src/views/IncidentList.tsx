import { useEffect, useState } from "preact/hooks";
import { get } from "../api/client";
import type { Incident, Page } from "../api/nouns";
import { Empty, Failed, Loading } from "../parts/Status";
import { type Filter, writeFilter } from "../state/filter";
import { shown, useLoad } from "../state/load";
import { overviewAddress } from "../state/route";
import { sayNumber, summarise } from "../words/say";
import { IncidentRow } from "./IncidentRow";

const PAGE = 50;

function pageAddress(filter: Filter, after: string | null): string {
  const query = new URLSearchParams(writeFilter(filter));
  query.set("limit", String(PAGE));
  if (after) query.set("after", after);
  return `incidents?${query}`;
}

/** The incidents of the filter, latest first, more of them on request. */
export function IncidentList({ filter, current }: { filter: Filter; current: string | null }) {
  const key = writeFilter(filter);
  const [more, setMore] = useState<Page<Incident>[]>([]);
  const [asking, setAsking] = useState<string | null>(null);
  const first = useLoad(key, (signal) => get<Page<Incident>>(pageAddress(filter, null), signal));
  const next = useLoad(`${key} ${asking}`, async (signal) =>
    asking ? await get<Page<Incident>>(pageAddress(filter, asking), signal) : null,
  );
  useEffect(() => {
    setMore([]);
    setAsking(null);
  }, [key]);
  useEffect(() => {
    if (next.state === "ready" && next.value) {
      const page = next.value;
      setMore((pages) => (pages.includes(page) ? pages : [...pages, page]));
    }
  }, [next]);

  if (first.state === "failed") return <Failed what="The incidents" failure={first.failure} retry={first.retry} />;
  const page = shown(first);
  if (!page) return <Loading what="incidents" />;
  const incidents = [page, ...more].flatMap(({ items }) => items);
  const cursor = (more.at(-1) ?? page).next;
  return (
    <section aria-label="Incidents" aria-busy={first.state === "loading"} class="list">
      <Count page={page} filter={filter} />
      {incidents.length === 0 ? (
        <Nothing filter={filter} />
      ) : (
        <ol class="rows">
          {incidents.map((incident) => (
            <IncidentRow
              key={incident.id}
              id={incident.id}
              summary={summarise(incident)}
              filter={filter}
              current={incident.id === current}
            />
          ))}
        </ol>
      )}
      {next.state === "failed" && <Failed what="More incidents" failure={next.failure} retry={next.retry} />}
      {cursor && next.state !== "failed" && (
        <button type="button" class="more" disabled={next.state === "loading"} onClick={() => setAsking(cursor)}>
          {next.state === "loading" ? "Loading…" : `Show more (${sayNumber(page.count - incidents.length)} left)`}
        </button>
      )}
    </section>
  );
}

function Count({ page, filter }: { page: Page<Incident>; filter: Filter }) {
  const dated = filter.since || filter.until;
  return (
    <p class="count" role="status">
      {sayNumber(page.count)} {page.count === 1 ? "incident" : "incidents"}
      {dated && page.undated > 0 && `; ${sayNumber(page.undated)} more without a date are left out by the days asked for`}
    </p>
  );
}

function Nothing({ filter }: { filter: Filter }) {
  const filtered = writeFilter(filter) !== "";
  return (
    <Empty>
      {filtered ? (
        <>
          <p>
            <strong>No incident fits this filter.</strong>
          </p>
          <p>
            That says what the reports read so far tell, not what happened. <a href={overviewAddress({})}>Clear the filter</a>
          </p>
        </>
      ) : (
        <>
          <p>
            <strong>This ledger holds no incidents yet.</strong>
          </p>
          <p>
            Read some reports with <code>warmonitor ingest PATH</code>, then load this page again.
          </p>
        </>
      )}
    </Empty>
  );
}
