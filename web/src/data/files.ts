// The data of a published site: the same answers as files under data/, narrowed here by what they say themselves.

import type { Filter, FilterName } from "../state/filter";
import type { IncidentFeature, Page, Period, Periods, Spot, Spots, Step } from "./nouns";
import { Failure, get } from "./request";
import type { Names, Row, Source, TakeAway } from "./source";

/** The words that the files can be narrowed by; the site's own filter stands in its manifest. */
const NARROWED = ["place", "actor", "type", "status", "grade", "since", "until"] as const satisfies FilterName[];

const PAGE = 50;
const MOST_PERIODS = 120;
const DAY = 86_400_000;

interface Manifest {
  downloads: TakeAway[];
}

export async function files(): Promise<Source> {
  const read = <Body>(name: string, signal: AbortSignal) => get<Body>(`${name}.json`, signal, "data/");
  const load = new AbortController().signal;
  const manifest = await read<Manifest>("manifest", load);
  const ontology = await read<Names["ontology"]>("ontology", load);
  const familyOf = new Map(ontology.types.map(({ name, family }) => [name, family]));
  let kept: Promise<IncidentFeature[]> | null = null;
  const every = () => {
    kept ??= read<{ features: IncidentFeature[] }>("incidents", load).then(({ features }) => features);
    kept.catch(() => (kept = null));
    return kept;
  };
  const fitting = async (filter: Filter) => (await every()).filter((feature) => fits(feature, filter));
  const paged = (found: Row[], after: string | null, undated: number): Page<Row> => {
    const start = Number(after ?? 0);
    const next = start + PAGE < found.length ? `${start + PAGE}` : null;
    return { items: found.slice(start, start + PAGE), next, count: found.length, undated };
  };
  return {
    filters: NARROWED,
    ontology: () => Promise.resolve(ontology),
    names: (signal) => read("names", signal),
    async incidents(filter, after) {
      const { since, until, ...rest } = filter;
      const dated = since || until ? (await fitting(rest)).filter(({ properties: { start, end } }) => !start && !end) : [];
      return paged(await fitting(filter), after, dated.length);
    },
    incidentsAt: async (spots, filter, after) =>
      paged((await fitting(filter)).filter((feature) => spots.includes(keyOf(feature))), after, 0),
    map: async (filter) => gather(await fitting(filter), familyOf),
    timeline: async (filter) => count(await fitting(filter), familyOf),
    control: (_filter, signal) => read("control", signal),
    incident: (id, _filter, signal) => read(`incidents/${encodeURIComponent(id)}`, signal),
    report: (id, signal) => read(`reports/${encodeURIComponent(id)}`, signal),
    tolls: (_filter, signal) => read("tolls", signal),
    series: (_filter, by, signal) => read(`series-${by || "finest"}`, signal),
    actors: async (_filter, signal) => (await read<Names>("names", signal)).actors,
    pairs: (_filter, signal) => read("pairs", signal),
    standings: (_filter, signal) => read("standings", signal),
    async reference(code) {
      const beginning = `i-${code.replace(/-/g, "").toLowerCase()}`;
      const found = (await every()).map(({ id }) => id).filter((id) => id.startsWith(beginning));
      if (!found.length) throw new Failure(`No incident of this site has the code ${code}.`, 404);
      return found;
    },
    takeAway: () => manifest.downloads,
    desk: null,
    listen: () => () => undefined,
  };
}

const same = (one: string | null, other: string) => one?.toLowerCase() === other.toLowerCase();

function fits({ properties: told }: IncidentFeature, filter: Filter): boolean {
  const { place, actor, type, status, grade, since, until } = filter;
  if (type && told.type !== type) return false;
  if (status && told.status !== status) return false;
  if (grade && told.grade !== grade) return false;
  if (actor && !told.parties.includes(actor)) return false;
  if (place && ![told.place, told.admin1, told.country].some((name) => same(name, place))) return false;
  if ((since || until) && !told.start && !told.end) return false;
  return !(since && told.end && told.end < since) && !(until && told.start && told.start > until);
}

function keyOf({ geometry, properties: told }: IncidentFeature): string {
  const at = told.centre ?? geometry?.coordinates;
  return at ? [...at, told.uncertainty_km, told.relation, told.place].join("_") : "nowhere";
}

function gather(features: IncidentFeature[], familyOf: Map<string, string>): Spots {
  const spots = new Map<string, Spot>();
  let nowhere = 0;
  for (const feature of features) {
    const { properties: told, geometry } = feature;
    const at = told.centre ?? geometry?.coordinates;
    if (!at) {
      nowhere += 1;
      continue;
    }
    const key = keyOf(feature);
    const { place, relation, precision, uncertainty_km: km } = told;
    const fresh = { key, lon: at[0], lat: at[1], km, place, relation, precision, count: 0, families: {}, killed: null };
    const spot: Spot = spots.get(key) ?? { ...fresh, only: feature };
    const family = familyOf.get(told.type) ?? "other";
    spot.count += 1;
    spot.only = spot.count === 1 ? feature : null;
    spot.families[family] = (spot.families[family] ?? 0) + 1;
    spot.killed = Math.max(spot.killed ?? 0, told.killed?.[0] ?? told.killed?.[1] ?? 0) || null;
    spots.set(key, spot);
  }
  return { spots: [...spots.values()], count: features.length, nowhere };
}

const LENGTH: Record<Step, number> = { day: 1, week: 7, month: 30, year: 365 };
const STEPS: Step[] = ["day", "week", "month", "year"];

function count(features: IncidentFeature[], familyOf: Map<string, string>): Periods {
  const told = features.map(({ properties: { type, start, end } }) => ({ type, start, end, day: start ?? end }));
  const days = told.flatMap(({ day }) => (day ? [Date.parse(day)] : []));
  const span = days.length ? (Math.max(...days) - Math.min(...days)) / DAY : 0;
  const step = STEPS.find((one) => span / LENGTH[one] <= MOST_PERIODS) ?? "year";
  const periods = new Map<string, Period>();
  let vague = 0;
  for (const { type, start, end, day } of told) {
    if (!day) continue;
    if (start && end && (Date.parse(end) - Date.parse(start)) / DAY > LENGTH[step]) {
      vague += 1;
      continue;
    }
    const begin = beginOf(day, step);
    const period = periods.get(begin) ?? { start: begin, end: endOf(begin, step), count: 0, families: {} };
    const family = familyOf.get(type) ?? "other";
    period.count += 1;
    period.families[family] = (period.families[family] ?? 0) + 1;
    periods.set(begin, period);
  }
  return { step, periods: filled(periods, step), earlier: 0, vague, undated: told.length - days.length };
}

const iso = (time: number) => new Date(time).toISOString().slice(0, 10);

function beginOf(day: string, step: Step): string {
  if (step === "year") return `${day.slice(0, 4)}-01-01`;
  if (step === "month") return `${day.slice(0, 7)}-01`;
  const weekday = (new Date(day).getUTCDay() + 6) % 7;
  return step === "week" ? iso(Date.parse(day) - weekday * DAY) : day;
}

function after(begin: string, step: Step): string {
  const date = new Date(begin);
  if (step === "year") date.setUTCFullYear(date.getUTCFullYear() + 1);
  else if (step === "month") date.setUTCMonth(date.getUTCMonth() + 1);
  else date.setUTCDate(date.getUTCDate() + LENGTH[step]);
  return iso(date.getTime());
}

const endOf = (begin: string, step: Step) => iso(Date.parse(after(begin, step)) - DAY);

/** The periods from the first to the last, the empty ones between them too. */
function filled(periods: Map<string, Period>, step: Step): Period[] {
  const begins = [...periods.keys()].sort();
  const all: Period[] = [];
  for (let begin = begins[0]; begin && begin <= (begins.at(-1) ?? ""); begin = after(begin, step)) {
    all.push(periods.get(begin) ?? { start: begin, end: endOf(begin, step), count: 0, families: {} });
  }
  return all;
}
