import { useEffect, useMemo, useState } from "preact/hooks";
import type { Page } from "../data/nouns";
import { type Row, source } from "../data/source";
import type { Chosen } from "../map/warmap";
import { Empty, Failed, Loading } from "../parts/Status";
import { type Filter, writeFilter } from "../state/filter";
import { settled, shown, useLoad } from "../state/load";
import { useNames } from "../state/names";
import { overviewAddress } from "../state/route";
import { sayCount, sayNumber } from "../words/say";
import { IncidentRow } from "./IncidentRow";

/** A page of rows, and the filter that it was asked for with. */
type Asked = Page<Row> & { filter: Filter };

interface Props {
  filter: Filter;
  current: string | null;
  chosen: Chosen | null;
  clear: () => void;
}

/** The incidents of the filter, or of the spots chosen on the map, latest first, more of them on request. */
export function IncidentList({ filter, current, chosen, clear }: Props) {
  const key = `${writeFilter(filter)} ${chosen?.spots.join() ?? ""}`;
  const [more, setMore] = useState<Asked[]>([]);
  const [asking, setAsking] = useState<string | null>(null);
  const ask = async (after: string | null, signal: AbortSignal) => {
    const data = await source();
    const page = chosen ? data.incidentsAt(chosen.spots, filter, after, signal) : data.incidents(filter, after, signal);
    return { ...(await page), filter };
  };
  const first = useLoad(key, (signal) => ask(null, signal));
  const next = useLoad(`${key} ${asking}`, async (signal) => (asking ? await ask(asking, signal) : null));
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
  const told = [page, ...more].reduce((count, { items }) => count + items.length, 0);
  const cursor = (more.at(-1) ?? page).next;
  return (
    <section aria-label="Incidents" aria-busy={first.state === "loading"} data-shown={settled(first)} class="list">
      {chosen ? <ChosenCount count={page.count} label={chosen.label} clear={clear} /> : <Count page={page} filter={filter} />}
      {told === 0 ? (
        <Nothing filter={filter} />
      ) : (
        <Rows pages={[page, ...more]} current={current} />
      )}
      {next.state === "failed" && <Failed what="More incidents" failure={next.failure} retry={next.retry} />}
      {cursor && next.state !== "failed" && (
        <button type="button" class="more" disabled={next.state === "loading"} onClick={() => setAsking(cursor)}>
          {next.state === "loading" ? "Loading…" : `Show more (${sayNumber(page.count - told)} left)`}
        </button>
      )}
    </section>
  );
}

/** The rows as they were asked for: they are made anew when others come, not while these are loaded. */
function Rows({ pages, current }: { pages: Asked[]; current: string | null }) {
  const names = useNames();
  const rows = useMemo(
    () =>
      pages.flatMap(({ items, filter }) =>
        items.map(({ id, properties }) => (
          <IncidentRow key={id} id={id} summary={properties} filter={filter} current={id === current} />
        )),
      ),
    [names, current, ...pages],
  );
  return <ol class="rows">{rows}</ol>;
}

function ChosenCount({ count, label, clear }: { count: number; label: string; clear: () => void }) {
  return (
    <p class="count" role="status">
      {sayCount(count, "incident")} chosen on the map: <bdi>{label}</bdi>{" "}
      <button type="button" onClick={clear}>
        Show all
      </button>
    </p>
  );
}

function Count({ page, filter }: { page: Page<Row>; filter: Filter }) {
  const dated = filter.since || filter.until;
  return (
    <p class="count" role="status">
      {sayCount(page.count, "incident")}
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
