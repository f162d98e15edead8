import { useRef } from "preact/hooks";
import type { Encounters, KnownActor, Step } from "../data/nouns";
import { source } from "../data/source";
import { Heading } from "../parts/Heading";
import { Picture } from "../parts/Picture";
import { Empty, Failed, Loading } from "../parts/Status";
import { type Filter, writeFilter } from "../state/filter";
import { useLoad } from "../state/load";
import { nameOf } from "../state/names";
import { panelAddress } from "../state/route";
import { dayNumber, scale } from "../words/days";
import { sayCount, sayDay, sayName, sayNumber, sayOne } from "../words/say";

const MOST = 200;
const LAST = 6;

/** The parties: on which side each is, and who acts on whom over time. */
export function ActorsView({ filter }: { filter: Filter }) {
  const key = writeFilter(filter);
  const actors = useLoad(`actors ${key}`, async (signal) => (await source()).actors(filter, signal));
  const pairs = useLoad(`pairs ${key}`, async (signal) => (await source()).pairs(filter, signal));
  const known = actors.state === "ready" ? actors.value : [];
  return (
    <div class="panel">
      <Heading title="Actors">Actors</Heading>
      <h2 id="pairs">Who acts on whom</h2>
      <p class="aside">
        Incidents, each counted once for a pair, however many reports tell it. Filter by a type of fighting to see who fights whom.
      </p>
      {pairs.state === "failed" && <Failed what="Who acts on whom" failure={pairs.failure} retry={pairs.retry} />}
      {pairs.state === "loading" && <Loading what="who acts on whom" />}
      {pairs.state === "ready" && <Pairs found={pairs.value} actors={known} />}
      <h2 id="sides">Sides</h2>
      {actors.state === "failed" && <Failed what="Actors" failure={actors.failure} retry={actors.retry} />}
      {actors.state === "loading" && <Loading what="actors" />}
      {actors.state === "ready" && <Actors actors={known} filter={filter} />}
    </div>
  );
}

/** Days of a period. */
const LENGTHS: Record<Step, number> = { day: 1, week: 7, month: 30, year: 365 };

function Pairs({ found, actors }: { found: Encounters; actors: KnownActor[] }) {
  const picture = useRef<SVGSVGElement>(null);
  if (!found.pairs.length) return <Empty>No two known actors are told to act on each other in what fits this filter.</Empty>;
  const periods = [...new Set(found.pairs.flatMap((pair) => Object.keys(pair.periods)))].sort();
  const most = Math.max(...found.pairs.flatMap((pair) => Object.values(pair.periods)), 1);
  const [first, last] = [periods[0], periods.at(-1)];
  const length = LENGTHS[found.step];
  const x = first && last ? scale(dayNumber(first), dayNumber(last) + length - 1, 400, 1000) : () => 400;
  const height = found.pairs.length * 22 + 20;
  return (
    <>
      <svg
        ref={picture}
        class="strips"
        role="img"
        aria-label={`Incidents of ${sayCount(found.pairs.length, "pair")} by ${found.step}; the table below has the numbers.`}
        viewBox={`0 0 1000 ${height}`}
      >
        {found.pairs.map((pair, row) => (
          <g key={`${pair.agent} ${pair.target}`} transform={`translate(0 ${row * 22})`}>
            <text x={0} y={15} class="picture-words">
              {nameOf(actors, pair.agent)} → {nameOf(actors, pair.target)}
            </text>
            {Object.entries(pair.periods).map(([start, count]) => {
              const tall = (count / most) * 20;
              const width = x(length) - x(0);
              return <rect key={start} x={x(dayNumber(start))} y={20 - tall} width={Math.max(width * 0.9, 1)} height={tall} class="strip" />;
            })}
          </g>
        ))}
        <text x={400} y={height - 5} class="picture-words">
          {first && sayOne(first, found.step)}
        </text>
        <text x={1000} y={height - 5} text-anchor="end" class="picture-words">
          {last && last !== first && sayOne(last, found.step)}
        </text>
      </svg>
      <Picture name="pairs" of={() => picture.current} />
      <div class="scrolling" tabIndex={0} role="region" aria-labelledby="pairs">
        <table class="told numbers">
          <thead>
            <tr>
              <th scope="col">Who</th>
              <th scope="col">On whom</th>
              <th scope="col">Incidents</th>
              <th scope="col">By {found.step}</th>
            </tr>
          </thead>
          <tbody>
            {found.pairs.map(({ agent, target, incidents, periods: counts }) => (
              <tr key={`${agent} ${target}`}>
                <th scope="row">
                  <bdi>{nameOf(actors, agent)}</bdi>
                </th>
                <td>
                  <bdi>{nameOf(actors, target)}</bdi>
                </td>
                <td>{sayNumber(incidents)}</td>
                <td>
                  <Last counts={counts} step={found.step} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

/** The last periods of a pair, as many as a line holds. */
function Last({ counts, step }: { counts: Record<string, number>; step: Step }) {
  const told = Object.entries(counts).map(([start, count]) => `${sayOne(start, step)}: ${sayNumber(count)}`);
  if (!told.length) return <em class="unknown">not dated</em>;
  return <>{(told.length > LAST ? ["…", ...told.slice(-LAST)] : told).join("; ")}</>;
}

type Membership = KnownActor["sides"][number];

/** Sides with their days, each once: one may be belonged to in several ways. */
function onceEach(sides: Membership[]): Membership[] {
  return [...new Map(sides.map((side) => [`${side.id} ${side.since} ${side.until}`, side])).values()];
}

function Actors({ actors, filter }: { actors: KnownActor[]; filter: Filter }) {
  if (!actors.length) return <Empty>No actor is named in what fits this filter.</Empty>;
  return (
    <div class="scrolling" tabIndex={0} role="region" aria-labelledby="sides">
      <table class="told numbers">
        <thead>
          <tr>
            <th scope="col">Actor</th>
            <th scope="col">Kind</th>
            <th scope="col">Sides</th>
            <th scope="col">Claims</th>
            <th scope="col">Reports</th>
          </tr>
        </thead>
        <tbody>
          {actors.slice(0, MOST).map((actor) => (
            <tr key={(actor.id ?? "") + actor.name}>
              <th scope="row">
                <a href={panelAddress("actors", { ...filter, actor: actor.id ?? actor.name })}>
                  <bdi>{actor.name}</bdi>
                </a>
                {actor.id === null && <em class="unknown"> as worded</em>}
              </th>
              <td>{actor.kind ? sayName(actor.kind) : <em class="unknown">not known</em>}</td>
              <td>
                {onceEach(actor.sides).map(({ id, name, since, until }) => (
                  <span key={`${id} ${since} ${until}`}>
                    <a href={panelAddress("actors", { ...filter, side: id })}>
                      <bdi>{name}</bdi>
                    </a>
                    {(since ?? until) && (
                      <span class="aside">
                        {since && ` since ${sayDay(since)}`}
                        {until && ` until ${sayDay(until)}`}
                      </span>
                    )}{" "}
                  </span>
                ))}
              </td>
              <td>{sayNumber(actor.claims)}</td>
              <td>{sayNumber(actor.reports)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {actors.length > MOST && <p class="aside">{sayCount(actors.length - MOST, "more actor")}; the filter narrows them.</p>}
    </div>
  );
}
