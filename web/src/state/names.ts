// What ids and types are called: loaded once, shared by all views.

import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Counted } from "../data/nouns";
import type { Names } from "../data/source";
import { sayInside, sayName } from "../words/say";

export const NO_NAMES: Names = {
  ontology: { types: [], families: {}, measures: [], plurals: {}, voice_kinds: {} },
  actors: [],
  voices: [],
  places: [],
};

export const NamesContext = createContext<Names>(NO_NAMES);

export function useNames(): Names {
  return useContext(NamesContext);
}

export function familyOf(names: Names, type: string): string {
  return names.ontology.types.find((entry) => entry.name === type)?.family ?? "other";
}

/** A group in the plural: "civilian" → "civilians". */
export function sayGroup(group: string, names: Names): string {
  return names.ontology.plurals[group] ?? sayInside(group);
}

export function nameOf(list: Counted[], id: string): string {
  const known = list.find((entry) => entry.id === id);
  return known ? known.name : /^[a-z0-9]+([-_][a-z0-9]+)+$/.test(id) ? sayName(id.replace(/-/g, "_")) : id;
}
