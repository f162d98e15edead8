// The filter: the same names here, in the address bar, in the API and on the command line.

export const FILTER_NAMES = [
  "text",
  "place",
  "actor",
  "side",
  "type",
  "measure",
  "voice",
  "kind",
  "status",
  "grade",
  "newness",
  "confidence",
  "since",
  "until",
  "as_of",
] as const;

export type FilterName = (typeof FILTER_NAMES)[number];
export type Filter = Partial<Record<FilterName, string>>;

export function readFilter(search: string): Filter {
  const asked = new URLSearchParams(search);
  const filter: Filter = {};
  for (const name of FILTER_NAMES) {
    const value = asked.get(name)?.trim();
    if (value) filter[name] = value;
  }
  return filter;
}

/** The filter as a query, with its question mark; empty for no filter. */
export function writeFilter(filter: Filter): string {
  const query = new URLSearchParams();
  for (const name of FILTER_NAMES) {
    const value = filter[name];
    if (value) query.set(name, value);
  }
  const words = query.toString();
  return words ? `?${words}` : "";
}
