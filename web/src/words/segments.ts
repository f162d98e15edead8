// A text cut where claims begin and end.

import type { Claim, Span } from "../data/nouns";

export interface Segment {
  span: Span;
  /** The claims whose quotes cover it. */
  covered: Claim[];
  /** The claims whose quotes end with it. */
  ended: Claim[];
}

/** The segments of [start, end), in order and without gaps. */
export function segments(start: number, end: number, claims: Claim[]): Segment[] {
  const within = claims.filter(({ span }) => span[0] < end && span[1] > start);
  const cuts = new Set([start, end]);
  for (const { span } of within) {
    cuts.add(Math.max(start, span[0]));
    cuts.add(Math.min(end, span[1]));
  }
  const sorted = [...cuts].sort((one, other) => one - other);
  return sorted.slice(1).map((stop, index) => {
    const begin = sorted[index] ?? start;
    return {
      span: [begin, stop],
      covered: within.filter(({ span }) => span[0] <= begin && span[1] >= stop),
      ended: within.filter(({ span }) => span[1] === stop),
    };
  });
}
