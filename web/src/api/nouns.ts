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
