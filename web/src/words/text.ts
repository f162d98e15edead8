// Offsets of the contract count characters (code points); JavaScript's count UTF-16 units.

export interface Characters {
  readonly length: number;
  slice(start: number, end: number): string;
}

export function characters(text: string): Characters {
  if (!/[\ud800-\udfff]/.test(text)) return text;
  const points = Array.from(text);
  return { length: points.length, slice: (start, end) => points.slice(start, end).join("") };
}
