import type { VNode } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Period, Periods } from "../data/nouns";
import { source } from "../data/source";
import { Picture } from "../parts/Picture";
import { Failed } from "../parts/Status";
import { type Filter, writeFilter } from "../state/filter";
import { settled, shown, useLoad } from "../state/load";
import { go, overviewAddress } from "../state/route";
import { sayDay, sayNumber } from "../words/say";

const HEIGHT = 100;
/** The share of a bar's width that is left free beside it. */
const GAP = 0.16;
/** Milliseconds for which a period is shown when the timeline is played. */
const BEAT = 900;

/** How many incidents began in each period, all days of the war; a stretch of it can be chosen. */
export function Timeline({ filter }: { filter: Filter }) {
  const { since, until, ...rest } = filter;
  const query = writeFilter(rest);
  const loaded = useLoad(query, async (signal) => (await source()).timeline(rest, signal));
  const timeline = shown(loaded);
  if (loaded.state === "failed") return <Failed what="The timeline" failure={loaded.failure} retry={loaded.retry} />;
  if (!timeline) {
    return (
      <p class="timeline aside" role="status">
        Loading the timeline…
      </p>
    );
  }
  const choose = (first: Period, last: Period, how: "push" | "replace" = "push") =>
    go(overviewAddress({ ...rest, since: first.start, until: last.end }), how);
  if (!timeline.periods.length) {
    return (
      <section class="timeline" aria-label="Timeline of incidents" data-shown={settled(loaded)}>
        <p class="aside">No incident of this filter has a day to be shown.</p>
        <NotShown timeline={timeline} />
      </section>
    );
  }
  return (
    <section class="timeline" aria-label="Timeline of incidents" data-shown={settled(loaded)}>
      <Bars periods={timeline.periods} since={since} until={until} choose={choose} />
      <p class="timeline-ends aside">
        <span>{sayDay(timeline.periods[0]?.start ?? "")}</span>
        <span>incidents by {timeline.step}</span>
        <span>{sayDay(timeline.periods.at(-1)?.end ?? "")}</span>
      </p>
      <div class="timeline-acts">
        <Player periods={timeline.periods} since={since} choose={choose} />
        {(since ?? until) && (
          <a class="clear" href={overviewAddress(rest)}>
            All days
          </a>
        )}
        <Picture name="timeline" of={() => document.querySelector<SVGSVGElement>(".timeline svg")} />
      </div>
      <NotShown timeline={timeline} />
      <AsTable timeline={timeline} />
    </section>
  );
}

interface PlayerProps {
  periods: Period[];
  since: string | undefined;
  choose: (first: Period, last: Period, how: "push" | "replace") => void;
}

/** Shows one period after another, from the one that is chosen on. */
function Player({ periods, since, choose }: PlayerProps) {
  const [playing, setPlaying] = useState(false);
  const at = periods.findIndex(({ start }) => start === since);
  const next = useRef(() => undefined as void);
  next.current = () => {
    const period = periods[at + 1];
    if (period) choose(period, period, "replace");
    else setPlaying(false);
  };
  useEffect(() => {
    if (!playing) return;
    const beat = setInterval(() => next.current(), BEAT);
    return () => clearInterval(beat);
  }, [playing]);
  return (
    <button
      type="button"
      onClick={() => {
        const first = periods[0];
        if (!playing && first && (at < 0 || at === periods.length - 1)) choose(first, first, "replace");
        setPlaying(!playing);
      }}
    >
      {playing ? "❚❚ Pause" : "▶ Play"}
    </button>
  );
}

function NotShown({ timeline }: { timeline: Periods }) {
  const { earlier, undated, vague } = timeline;
  const told = [
    earlier > 0 && `${sayNumber(earlier)} earlier`,
    undated > 0 && `${sayNumber(undated)} without a date`,
    vague > 0 && `${sayNumber(vague)} dated too roughly`,
  ].filter(Boolean);
  return <p class="timeline-note aside">{told.length > 0 && `Not shown: ${told.join(", ")}`}</p>;
}

interface BarsProps {
  periods: Period[];
  since: string | undefined;
  until: string | undefined;
  choose: (first: Period, last: Period) => void;
}

function Bars({ periods, since, until, choose }: BarsProps) {
  const picture = useRef<SVGSVGElement>(null);
  const [drag, setDrag] = useState<[number, number] | null>(null);
  const most = Math.max(...periods.map(({ count }) => count), 1);
  const at = (event: PointerEvent): number => {
    const box = picture.current?.getBoundingClientRect();
    const share = box ? (event.clientX - box.left) / box.width : 0;
    return Math.min(periods.length - 1, Math.max(0, Math.floor(share * periods.length)));
  };
  const within = (period: Period, index: number): boolean => {
    if (drag) return index >= Math.min(...drag) && index <= Math.max(...drag);
    return (!since || period.end >= since) && (!until || period.start <= until);
  };
  const bars = useMemo(() => drawn(periods, most, within), [periods, since, until, drag]);
  const finish = (event: PointerEvent) => {
    if (!drag) return;
    const ends = [drag[0], at(event)];
    const first = periods[Math.min(...ends)];
    const last = periods[Math.max(...ends)];
    setDrag(null);
    if (first && last) choose(first, last);
  };
  return (
    <svg
      ref={picture}
      role="img"
      aria-label={`${sayNumber(periods.length)} periods, at most ${sayNumber(most)} incidents in one. The days since and until in the filter choose a stretch; the table below has the numbers.`}
      viewBox={`0 0 ${periods.length} ${HEIGHT}`}
      preserveAspectRatio="none"
      onPointerDown={(event) => {
        picture.current?.setPointerCapture(event.pointerId);
        setDrag([at(event), at(event)]);
      }}
      onPointerMove={(event) => drag && setDrag([drag[0], at(event)])}
      onPointerUp={finish}
      onPointerCancel={() => setDrag(null)}
    >
      {bars}
    </svg>
  );
}

/** The bars: a ground each, which says its number, and on it one shape for all of a family that are lit, or dim. */
function drawn(periods: Period[], most: number, within: (period: Period, index: number) => boolean): VNode[] {
  const shapes = { lit: new Map<string, string>(), dim: new Map<string, string>() };
  const grounds = periods.map((period, index) => {
    const light = within(period, index) ? "lit" : "dim";
    let top = HEIGHT;
    for (const [family, count] of Object.entries(period.families)) {
      const height = (count / most) * HEIGHT;
      top -= height;
      const bar = `M${index + GAP / 2} ${top}h${1 - GAP}v${height}h${GAP - 1}z`;
      shapes[light].set(family, (shapes[light].get(family) ?? "") + bar);
    }
    return (
      <rect key={period.start} x={index} y={0} width={1} height={HEIGHT} class={`bar-ground ${light}`}>
        <title>{`${sayDay(period.start)}: ${sayNumber(period.count)}`}</title>
      </rect>
    );
  });
  const bars = Object.entries(shapes).flatMap(([light, families]) =>
    [...families].map(([family, d]) => <path key={light + family} d={d} class={`bar ${light} family-${family}`} />),
  );
  return [...grounds, ...bars];
}

/** The same numbers as a table, which is made when it is opened. */
function AsTable({ timeline }: { timeline: Periods }) {
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Timeline as a table</summary>
      {open && (
        <table>
          <thead>
            <tr>
              <th scope="col">From</th>
              <th scope="col">To</th>
              <th scope="col">Incidents</th>
            </tr>
          </thead>
          <tbody>
            {timeline.periods
              .filter(({ count }) => count > 0)
              .map(({ start, end, count }) => (
                <tr key={start}>
                  <th scope="row">{sayDay(start)}</th>
                  <td>{sayDay(end)}</td>
                  <td>{sayNumber(count)}</td>
                </tr>
              ))}
          </tbody>
        </table>
      )}
    </details>
  );
}
