// What ids and types are called: loaded once, shared by all views.

import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { get, getAll } from "../api/client";
import { sayName } from "../words/say";

export interface ClaimType {
  name: string;
  family: string;
  definition: string;
}

export interface Counted {
  id: string | null;
  name: string;
  claims: number;
  reports: number;
}

export interface CountedVoice extends Counted {
  kind: string;
}

export interface Names {
  types: ClaimType[];
  families: Record<string, string>;
  actors: Counted[];
  voices: CountedVoice[];
  places: Counted[];
}

export const NO_NAMES: Names = { types: [], families: {}, actors: [], voices: [], places: [] };

export async function loadNames(signal: AbortSignal): Promise<Names> {
  const [ontology, actors, voices, places] = await Promise.all([
    get<Pick<Names, "types" | "families">>("ontology", signal),
    getAll<Counted>("actors", signal),
    getAll<CountedVoice>("voices", signal),
    getAll<Counted>("places", signal),
  ]);
  return { types: ontology.types, families: ontology.families, actors, voices, places };
}

export const NamesContext = createContext<Names>(NO_NAMES);

export function useNames(): Names {
  return useContext(NamesContext);
}

export function familyOf(names: Names, type: string): string {
  return names.types.find((entry) => entry.name === type)?.family ?? "other";
}

export function nameOf(list: Counted[], id: string): string {
  const known = list.find((entry) => entry.id === id);
  return known ? known.name : /^[a-z0-9]+([-_][a-z0-9]+)+$/.test(id) ? sayName(id.replace(/-/g, "_")) : id;
}
