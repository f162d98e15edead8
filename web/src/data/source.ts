// Where the page's data come from: a running server, or the files of a published site. The views know only this.

import type { Filter, FilterName } from "../state/filter";
import { FILES } from "./settings";
import type {
  Claim,
  Control,
  CountedVoice,
  Counted,
  Dossier,
  Draft,
  Encounters,
  IncidentFeature,
  KnownActor,
  Ontology,
  Page,
  Periods,
  PeriodTolls,
  ReportFile,
  Report,
  Review,
  Spots,
  Step,
  TollSeries,
  VoiceStanding,
  Waiting,
} from "./nouns";

export interface Row {
  id: string;
  properties: IncidentFeature["properties"];
}

export interface TakeAway {
  name: string;
  holds: string;
  address: string;
}

export interface Names {
  ontology: Ontology;
  actors: KnownActor[];
  voices: CountedVoice[];
  places: Counted[];
}

export interface Source {
  /** The words that the data can be narrowed by here. */
  filters: readonly FilterName[];
  ontology(signal: AbortSignal): Promise<Ontology>;
  names(signal: AbortSignal): Promise<Omit<Names, "ontology">>;
  incidents(filter: Filter, after: string | null, signal: AbortSignal): Promise<Page<Row>>;
  incidentsAt(spots: string[], filter: Filter, after: string | null, signal: AbortSignal): Promise<Page<Row>>;
  map(filter: Filter, signal: AbortSignal): Promise<Spots>;
  timeline(filter: Filter, signal: AbortSignal): Promise<Periods>;
  control(filter: Filter, signal: AbortSignal): Promise<Control[]>;
  incident(id: string, filter: Filter, signal: AbortSignal): Promise<Dossier>;
  report(id: string, signal: AbortSignal): Promise<ReportFile>;
  tolls(filter: Filter, signal: AbortSignal): Promise<PeriodTolls>;
  series(filter: Filter, by: Step | "", signal: AbortSignal): Promise<TollSeries>;
  actors(filter: Filter, signal: AbortSignal): Promise<KnownActor[]>;
  pairs(filter: Filter, signal: AbortSignal): Promise<Encounters>;
  standings(filter: Filter, signal: AbortSignal): Promise<VoiceStanding[]>;
  /** The incidents that a short reference code stands for. */
  reference(code: string, signal: AbortSignal): Promise<string[]>;
  takeAway(filter: Filter): TakeAway[];
  /** Review, where there is a server to decide before. */
  desk: Desk | null;
  /** Tells when something that fits the filter is new; gives what ends the listening. */
  listen(filter: Filter, news: (incidents: number) => void): () => void;
}

export interface Desk {
  queue(filter: Filter, reason: string, signal: AbortSignal): Promise<Waiting[]>;
  reviews(signal: AbortSignal): Promise<Review[]>;
  claim(id: string, signal: AbortSignal): Promise<{ claim: Claim; report: Report }>;
  decide(draft: Draft, token: string): Promise<{ review: Review; linked: boolean }>;
}

let made: Promise<Source> | null = null;

/** The one source of this page; the other one's code is not loaded. */
export function source(): Promise<Source> {
  made ??= FILES ? import("./files").then(({ files }) => files()) : import("./live").then(({ live }) => live);
  return made;
}
