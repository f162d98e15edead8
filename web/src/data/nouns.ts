// The nouns of the contract, as the API gives them.

export type Span = [number, number];

export interface Actor {
  role: string;
  text: string;
  span: Span;
  id: string | null;
  name: string | null;
  age?: number;
  sex?: string;
}

export interface Thing {
  role: string;
  kind: string;
  text: string;
  span: Span;
  count: number | null;
}

export interface Place {
  text: string;
  span: Span;
  relation: string;
  extent: { text: string; fraction: number | null } | null;
  id: string | null;
  name: string | null;
  lat: number | null;
  lon: number | null;
  country: string | null;
  admin1: string | null;
  precision: string;
}

export interface Time {
  text: string | null;
  start: string | null;
  end: string | null;
  granularity: string;
  basis: string;
}

export interface Figure {
  measure: string;
  low: number | null;
  high: number | null;
  group: string;
  side: string[];
  text: string;
  part_of: number | null;
  approx?: boolean;
  cumulative?: boolean;
  since?: string;
}

export interface Voice {
  text: string | null;
  speaker: string | null;
  id: string | null;
  name: string | null;
  kind: string;
  medium: string | null;
  said_on: string | null;
}

export interface Claim {
  id: string;
  report: string;
  type: string;
  quote: string;
  span: Span;
  block: string;
  actors: Actor[];
  objects: Thing[];
  places: Place[];
  time: Time | null;
  figures: Figure[];
  voices: Voice[];
  about: { claim: string | null; text: string; span: Span } | null;
  modality: string;
  newness: string;
  confidence: number;
  rule: string;
}

export interface Block {
  kind: string;
  start: number;
  end: number;
}

export interface Report {
  id: string;
  outlet: string;
  title: string | null;
  byline: string | null;
  url: string | null;
  published: { start: string; end: string; known_by: string } | null;
  retrieved_at: string;
  language: string;
  notes: string[];
  revises: string | null;
  blocks: Block[];
  text: string;
}

export interface VoiceFigure {
  voice: string;
  low: number | null;
  high: number | null;
  said_on: string | null;
  claim: string;
}

export interface Toll {
  measure: string;
  group: string;
  side: string[];
  low: number | null;
  high: number | null;
  by_voice: VoiceFigure[];
}

export interface Incident {
  id: string;
  type: string;
  place: Place | null;
  time: Time | null;
  parties: string[];
  claims: string[];
  reports: number;
  origins: number;
  status: string;
  grade: string | null;
  tolls: Toll[];
  contested: { about: string; claims: string[] }[];
  superseded: VoiceFigure[];
  mentions?: Mention[];
}

/** A sentence of a report that speaks of an incident without a claim in it; `claims` answer it elsewhere. */
export interface Mention {
  report: string;
  span: [number, number];
  claims: string[];
  score: number;
}

export interface Control {
  place: Place;
  holder: string;
  state: "held" | "partly_held" | "contested";
  layer: "assessed" | "claimed";
  since: string | null;
  accounts: { voice: string; claim: string; said_on: string | null }[];
}

export interface Summary {
  type: string;
  place: string | null;
  relation: string | null;
  admin1: string | null;
  country: string | null;
  precision: string;
  uncertainty_km: number;
  centre: [number, number] | null;
  start: string | null;
  end: string | null;
  granularity: string | null;
  basis: string | null;
  parties: string[];
  reports: number;
  origins: number;
  status: string;
  grade: string | null;
  killed: [number | null, number | null] | null;
}

export interface IncidentFeature {
  type: "Feature";
  id: string;
  geometry: { type: "Point"; coordinates: [number, number] } | null;
  properties: Summary;
}

export interface Page<Item> {
  items: Item[];
  next: string | null;
  count: number;
  undated: number;
}

/** The incidents at one place, as far as it is known: within `km` around it, 0 for the place itself. */
export interface Spot {
  key: string;
  lon: number;
  lat: number;
  km: number;
  place: string | null;
  relation: string | null;
  precision: string;
  count: number;
  families: Record<string, number>;
  killed: number | null;
  only: IncidentFeature | null;
}

export interface Spots {
  spots: Spot[];
  count: number;
  nowhere: number;
}

export interface Period {
  start: string;
  end: string;
  count: number;
  families: Record<string, number>;
}

export interface Periods {
  step: Step;
  periods: Period[];
  earlier: number;
  vague: number;
  undated: number;
}

export type Step = "day" | "week" | "month" | "year";

export interface Sum {
  measure: string;
  group: string;
  side: string[];
  low: number | null;
  high: number | null;
}

export interface NotAdded {
  incident: string;
  reason: string;
}

export interface PeriodTolls {
  sums: (Sum & { count: number })[];
  /** A page of what could not be added, and of running totals. */
  not_added: NotAdded[];
  not_added_count: number;
  running: Toll[];
  running_count: number;
}

export interface TollSeries {
  step: Step;
  periods: { start: string; end: string; sums: (Sum & { incidents: number })[] }[];
  not_added: NotAdded[];
  not_added_count: number;
}

export interface Counted {
  id: string | null;
  name: string;
  claims: number;
  reports: number;
}

export interface KnownActor extends Counted {
  kind: string | null;
  country: string | null;
  sides: { id: string; name: string; since: string | null; until: string | null }[];
}

export interface CountedVoice extends Counted {
  kind: string;
}

export interface Encounters {
  step: Step;
  pairs: { agent: string; target: string; incidents: number; periods: Record<string, number> }[];
}

export interface VoiceStanding {
  id: string | null;
  name: string;
  kind: string;
  claims: number;
  incidents: number;
  corroborated: number;
  single_source: number;
  denied: number;
  contradicted: number;
  superseded: number;
}

export interface ClaimType {
  name: string;
  family: string;
  definition: string;
}

export interface Ontology {
  types: ClaimType[];
  families: Record<string, string>;
  measures: { name: string }[];
  /** Of groups. */
  plurals: Record<string, string>;
  voice_kinds: Record<string, string>;
}

export interface Descent {
  origins: { key: string; label: string; kind: string; party: boolean; claims: string[]; reports: string[] }[];
  copies: { report: string; first: string }[];
}

export interface Revision {
  revision: number;
  recorded_at: string;
  who: string;
  what: string;
  why: string | null;
  withdrawn: boolean;
  redirect: string | null;
  noun: Record<string, unknown>;
}

export type Act = "accept" | "correct" | "reject" | "merge" | "split" | "comment" | "grade" | "undo";

export interface Edit {
  path: string;
  value?: unknown;
  drop?: boolean;
}

export interface Draft {
  act: Act;
  subjects: string[];
  why: string;
  edits?: Edit[];
  taken?: string[];
  grade?: string;
  undoes?: string;
}

export interface Review extends Draft {
  id: string;
  who: string;
  at: string;
  undone: boolean;
}

export interface History {
  revisions: Revision[];
  reviews: Review[];
}

export interface Waiting {
  reason: string;
  id: string;
  why: string;
  weight: number;
  quote: string | null;
}

export interface Rewritten {
  first: string;
  members: string[];
  rewrite: { kept: number; changed: [string, string][]; added: string[] } | null;
}

/** All that the view of one incident shows. */
/** `speaking` are the reports that only speak of it, as far as they may be told. */
export interface Dossier {
  incident: Incident;
  claims: Claim[];
  reports: Report[];
  speaking: Report[];
  origins: Descent;
  history: History;
}

/** All that the view of one report shows; `original` is the text that it was made from. */
export interface ReportFile {
  report: Report;
  claims: Claim[];
  incidents: Incident[];
  rewrites: Rewritten;
  original: Report | null;
}
