// The data of a running server, by its API.

import { FILTER_NAMES, type Filter, writeFilter } from "../state/filter";
import type {
  Claim,
  Control,
  Counted,
  CountedVoice,
  Descent,
  History,
  Incident,
  IncidentFeature,
  KnownActor,
  Page,
  Report,
  Rewritten,
  VoiceStanding,
  Waiting,
} from "./nouns";
import { get, getAll, post } from "./request";
import type { Source } from "./source";
import { summarise } from "../words/say";

const PAGE = 50;
/** How many of the most frequent names are known by heart. */
const NAMED = 500;
/** How many of the likeliest mentions of an incident are shown. */
const MENTIONS = 20;

function ask(path: string, filter: Filter, more: Record<string, string> = {}): string {
  const query = new URLSearchParams(writeFilter(filter));
  for (const [name, value] of Object.entries(more)) if (value) query.set(name, value);
  const words = query.toString();
  return words ? `${path}?${words}` : path;
}

const one = (collection: string, id: string, more = "") => `${collection}/${encodeURIComponent(id)}${more}`;

const FORMATS: [string, string][] = [
  ["jsonl", "claims, one JSON object a line"],
  ["incidents-jsonl", "incidents, one JSON object a line"],
  ["tables", "linked CSV tables with a data package, zipped"],
  ["parquet", "the linked tables as Parquet, zipped"],
  ["geojson", "incidents as points"],
  ["acled", "incidents in the shape of ACLED's CSV"],
  ["ucdp-ged", "deadly incidents in the shape of UCDP's GED"],
  ["hapi", "incidents by division, month and type, as HDX HAPI"],
  ["hapi-hxl", "the same with its HXL row"],
];

const SITREPS: [string, string][] = [
  ["html", "situation report, one file"],
  ["md", "situation report, Markdown"],
  ["pdf", "situation report, PDF"],
];

/** Until the page has settled; what it loads first comes first. */
const SETTLED = 4000;

export const live: Source = {
  filters: FILTER_NAMES,
  ontology: (signal) => get("ontology", signal),
  async names(signal) {
    const first = `?limit=${NAMED}`;
    const [actors, voices, places] = await Promise.all([
      get<Page<KnownActor>>(`actors${first}`, signal),
      get<Page<CountedVoice>>(`voices${first}`, signal),
      get<Page<Counted>>(`places${first}`, signal),
    ]);
    return { actors: actors.items, voices: voices.items, places: places.items };
  },
  async incidents(filter, after, signal) {
    const page = await get<Page<Incident>>(ask("incidents", filter, { limit: `${PAGE}`, after: after ?? "" }), signal);
    return { ...page, items: page.items.map((incident) => ({ id: incident.id, properties: summarise(incident) })) };
  },
  incidentsAt: (spots, filter, after, signal) =>
    get<Page<IncidentFeature>>(
      ask("map/incidents", filter, { at: spots.join(), limit: `${PAGE}`, after: after ?? "" }),
      signal,
    ),
  map: (filter, signal) => get(ask("map", filter), signal),
  timeline: (filter, signal) => get(ask("timeline", filter, { days: "0" }), signal),
  control: ({ place, until, as_of }, signal) =>
    getAll<Control>(ask("control", {}, { place: place ?? "", on: until ?? "", as_of: as_of ?? "" }), signal),
  async incident(id, { as_of }, signal) {
    const then: Filter = as_of ? { as_of } : {};
    const incident = await get<Incident>(ask(one("incidents", id), then), signal);
    const belonging = { incident: incident.id };
    const spoken = [...(incident.mentions ?? [])].sort((some, other) => other.score - some.score).slice(0, MENTIONS);
    const [claims, reports, origins, history, speaking] = await Promise.all([
      getAll<Claim>(ask("claims", then, belonging), signal),
      getAll<Report>(ask("reports", then, belonging), signal),
      get<Descent>(ask(one("incidents", incident.id, "/origins"), then), signal),
      get<History>(one("history", incident.id), signal),
      Promise.all(spoken.map(({ report }) => get<Report>(ask(one("reports", report), then), signal).catch(() => null))),
    ]);
    return { incident, claims, reports, origins, history, speaking: speaking.filter((report) => report !== null) };
  },
  async report(id, signal) {
    const belonging = { report: id };
    const [report, claims, incidents, rewrites] = await Promise.all([
      get<Report>(one("reports", id), signal),
      getAll<Claim>(ask("claims", {}, belonging), signal),
      getAll<Incident>(ask("incidents", {}, belonging), signal),
      get<Rewritten>(one("reports", id, "/rewrites"), signal),
    ]);
    const original = rewrites.first === id ? null : await get<Report>(one("reports", rewrites.first), signal);
    return { report, claims, incidents, rewrites, original };
  },
  tolls: (filter, signal) => get(ask("tolls", filter), signal),
  series: (filter, by, signal) => get(ask("tolls/series", filter, { by }), signal),
  actors: (filter, signal) => getAll<KnownActor>(ask("actors", filter), signal),
  pairs: (filter, signal) => get(ask("actors/pairs", filter), signal),
  standings: (filter, signal) => getAll<VoiceStanding>(ask("voices/standing", filter), signal),
  reference: async (code, signal) => (await get<{ incidents: string[] }>(one("references", code), signal)).incidents,
  takeAway: (filter) => [
    ...FORMATS.map(([format, holds]) => ({ name: format, holds, address: `/api/${ask("export", filter, { format })}` })),
    ...SITREPS.map(([form, holds]) => ({ name: form, holds, address: `/api/${ask("sitrep", filter, { form })}` })),
  ],
  desk: {
    queue: async (filter, reason, signal) => (await get<Page<Waiting>>(ask("review/queue", filter, { reason }), signal)).items,
    async claim(id, signal) {
      const claim = await get<Claim>(one("claims", id), signal);
      return { claim, report: await get<Report>(one("reports", claim.report), signal) };
    },
    reviews: (signal) => getAll("reviews", signal),
    decide: (draft, token) => post("reviews", draft, token),
  },
  listen(filter, news) {
    let stream: EventSource | null = null;
    const open = () => {
      stream?.close();
      stream = document.hidden ? null : new EventSource(`/api/${ask("events", filter)}`);
      stream?.addEventListener("change", (event) => {
        const { incidents } = JSON.parse((event as MessageEvent<string>).data) as { incidents: number };
        if (incidents) news(incidents);
      });
    };
    const begin = setTimeout(() => {
      open();
      // A hidden page lets go of its connection: a browser has few of them for one server.
      document.addEventListener("visibilitychange", open);
    }, SETTLED);
    return () => {
      clearTimeout(begin);
      document.removeEventListener("visibilitychange", open);
      stream?.close();
    };
  },
};
