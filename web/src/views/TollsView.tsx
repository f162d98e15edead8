import { useRef, useState } from "preact/hooks";
import type { NotAdded, PeriodTolls, Step, Sum, TollSeries } from "../data/nouns";
import { source } from "../data/source";
import { Heading } from "../parts/Heading";
import { Picture } from "../parts/Picture";
import { Empty, Failed, Loading } from "../parts/Status";
import { titleOf } from "../parts/Tolls";
import { type Filter, writeFilter } from "../state/filter";
import { useLoad } from "../state/load";
import { nameOf, useNames } from "../state/names";
import { incidentAddress } from "../state/route";
import { dayNumber, scale } from "../words/days";
import { sayCount, sayDay, sayNumber, sayRange } from "../words/say";

const STEPS: (Step | "")[] = ["", "day", "week", "month", "year"];
const LISTED = 20;
/** Where a chart's words are still legible if it is drawn wide. */
const WIDE = "(min-width: 60rem)";

const keyOf = ({ measure, group, side }: Sum) => [measure, group, ...side].join(" ");

/** How many, low to high, over what the filter keeps: in all, period by period, and what could not be added. */
export function TollsView({ filter }: { filter: Filter }) {
  const [by, setBy] = useState<Step | "">("");
  const key = writeFilter(filter);
  const series = useLoad(`series ${key} ${by}`, async (signal) => (await source()).series(filter, by, signal));
  const tolls = useLoad(`tolls ${key}`, async (signal) => (await source()).tolls(filter, signal));
  return (
    <div class="panel">
      <Heading title="Tolls">Tolls</Heading>
      <p class="aside">
        Each incident is added once, from the lowest to the highest of its current figures. Rival figures are never added or
        averaged; parts are never added to their whole.
      </p>
      <p class="choice">
        <label for="tolls-by">By</label>{" "}
        <select id="tolls-by" value={by} onChange={(event) => setBy(event.currentTarget.value as Step | "")}>
          {STEPS.map((step) => (
            <option key={step} value={step}>
              {step || "what reads best"}
            </option>
          ))}
        </select>
      </p>
      {series.state === "failed" && <Failed what="Tolls over time" failure={series.failure} retry={series.retry} />}
      {series.state === "loading" && <Loading what="tolls over time" />}
      {series.state === "ready" && <Over series={series.value} filter={filter} />}
      <h2 id="tolls-all">In all</h2>
      {tolls.state === "failed" && <Failed what="Tolls" failure={tolls.failure} retry={tolls.retry} />}
      {tolls.state === "loading" && <Loading what="tolls" />}
      {tolls.state === "ready" && <InAll tolls={tolls.value} filter={filter} />}
    </div>
  );
}

function Over({ series, filter }: { series: TollSeries; filter: Filter }) {
  const names = useNames();
  const picture = useRef<SVGSVGElement>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const counts = new Map<string, { sum: Sum; incidents: number }>();
  for (const sum of series.periods.flatMap(({ sums }) => sums)) {
    const before = counts.get(keyOf(sum))?.incidents ?? 0;
    counts.set(keyOf(sum), { sum, incidents: before + sum.incidents });
  }
  const weight = ({ sum, incidents }: { sum: Sum; incidents: number }) => incidents + (sum.measure === "killed" ? 1e9 : 0);
  const kinds = [...counts].sort(([, one], [, other]) => weight(other) - weight(one));
  const [first] = kinds;
  if (!first) return <Empty>Nobody tells a figure that could be placed in time in what fits this filter.</Empty>;
  const key = chosen && counts.has(chosen) ? chosen : first[0];
  const title = titleOf(counts.get(key)?.sum ?? first[1].sum, names);
  const rows = series.periods.flatMap(({ start, end, sums }) =>
    sums.filter((sum) => keyOf(sum) === key).map((sum) => ({ ...sum, start, end })),
  );
  return (
    <>
      <p class="choice">
        <label for="tolls-kind">What is counted</label>{" "}
        <select id="tolls-kind" value={key} onChange={(event) => setChosen(event.currentTarget.value)}>
          {kinds.map(([one, { sum, incidents }]) => (
            <option key={one} value={one}>
              {titleOf(sum, names)} ({sayCount(incidents, "incident")})
            </option>
          ))}
        </select>
      </p>
      <Bands of={picture} rows={rows} title={`${title}, by ${series.step}`} />
      <Picture name="tolls" of={() => picture.current} />
      <div class="scrolling" tabIndex={0} role="region" aria-label={`${title}, by ${series.step}`}>
        <table class="told numbers">
          <caption>{`${title}, by ${series.step}`}</caption>
          <thead>
            <tr>
              <th scope="col">From</th>
              <th scope="col">To</th>
              <th scope="col">Range</th>
              <th scope="col">Incidents</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ start, end, low, high, incidents }) => (
              <tr key={start}>
                <th scope="row">{sayDay(start)}</th>
                <td>{sayDay(end)}</td>
                <td>{sayRange(low, high)}</td>
                <td>{sayNumber(incidents)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Left title="Not in any period" left={series.not_added} count={series.not_added_count} filter={filter} />
    </>
  );
}

interface BandsProps {
  of: preact.RefObject<SVGSVGElement | null>;
  rows: (Sum & { start: string; end: string })[];
  title: string;
}

/** A bar is never wider than that of so many in the picture. */
const FEWEST = 12;

/** A band from the low to the high figure of each period; an open end fades out. */
function Bands({ of, rows, title }: BandsProps) {
  const most = Math.max(...rows.map(({ low, high }) => high ?? (low ?? 0) * 1.25), 1);
  const across = matchMedia(WIDE).matches ? 1000 : 400;
  const [first, last] = [rows[0], rows.at(-1)];
  if (!first || !last) return null;
  const x = scale(dayNumber(first.start), dayNumber(last.end), 40, across);
  const y = (value: number) => 180 - (value / most) * 160;
  return (
    <svg ref={of} class="bands" role="img" aria-label={`${title}; the table below has the numbers.`} viewBox={`0 0 ${across} 200`}>
      <text x={0} y={14} class="picture-words">
        {sayNumber(Math.round(most))}
      </text>
      <line x1={40} x2={across} y1={180} y2={180} class="axis" />
      {rows.map(({ start, end, low, high }) => {
        const top = y(high ?? (low ?? 0) * 1.25);
        const bottom = y(low ?? 0);
        const begins = x(dayNumber(start));
        const width = Math.min(x(dayNumber(end) + 1) - begins, (across - 40) / FEWEST) * 0.9;
        return (
          <g key={start}>
            <title>{`${sayDay(start)}: ${sayRange(low, high)}`}</title>
            <rect x={begins} width={width} y={bottom} height={180 - bottom} class="band-low" />
            <rect
              x={begins}
              width={width}
              y={top}
              height={Math.max(bottom - top, 1)}
              class={high === null ? "band-open" : "band-high"}
            />
          </g>
        );
      })}
      <text x={40} y={197} class="picture-words">
        {sayDay(first.start)}
      </text>
      <text x={across} y={197} text-anchor="end" class="picture-words">
        {last.end !== first.start && sayDay(last.end)}
      </text>
    </svg>
  );
}

function InAll({ tolls, filter }: { tolls: PeriodTolls; filter: Filter }) {
  const names = useNames();
  const running = tolls.running.slice(0, LISTED);
  if (!tolls.sums.length && !running.length) return <Empty>Nobody tells a figure in what fits this filter.</Empty>;
  return (
    <>
      <div class="scrolling" tabIndex={0} role="region" aria-labelledby="tolls-all">
        <table class="told numbers">
          <thead>
            <tr>
              <th scope="col">What is counted</th>
              <th scope="col">Range</th>
              <th scope="col">Incidents</th>
            </tr>
          </thead>
          <tbody>
            {tolls.sums.map((sum) => (
              <tr key={keyOf(sum)}>
                <th scope="row">{titleOf(sum, names)}</th>
                <td>{sayRange(sum.low, sum.high)}</td>
                <td>{sayNumber(sum.count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {running.length > 0 && (
        <>
          <h3>Running totals, added to nothing</h3>
          <ul>
            {running.flatMap((toll) =>
              toll.by_voice.map((figure) => (
                <li key={keyOf(toll) + figure.voice + figure.claim}>
                  {titleOf(toll, names)}: {sayRange(figure.low, figure.high)} by <bdi>{nameOf(names.voices, figure.voice)}</bdi>
                  {figure.said_on && `, ${sayDay(figure.said_on)}`}
                </li>
              )),
            )}
          </ul>
          <More all={tolls.running_count} shown={running.length} what="more total" />
        </>
      )}
      <Left title="Could not be added" left={tolls.not_added} count={tolls.not_added_count} filter={filter} />
    </>
  );
}

interface LeftProps {
  title: string;
  left: NotAdded[];
  count: number;
  filter: Filter;
}

function Left({ title, left, count, filter }: LeftProps) {
  const shown = left.slice(0, LISTED);
  if (!shown.length) return null;
  return (
    <details>
      <summary>
        {title}: {sayCount(count, "incident")}
      </summary>
      <ul>
        {shown.map(({ incident, reason }) => (
          <li key={incident}>
            <a href={incidentAddress(incident, filter)}>{incident}</a>: {reason}
          </li>
        ))}
      </ul>
      <More all={count} shown={shown.length} what="more incident" />
    </details>
  );
}

function More({ all, shown, what }: { all: number; shown: number; what: string }) {
  return all > shown ? <p class="aside">{sayCount(all - shown, what)}.</p> : null;
}
