// Where days lie on a line.

const DAY = 86_400_000;

/** The number of a day, counted from 1970. */
export function dayNumber(iso: string): number {
  return Date.parse(`${iso}T00:00:00Z`) / DAY;
}

/** From the number of a day to where it begins between two ends, of which the last day is the end of the one. */
export function scale(first: number, last: number, from: number, to: number): (day: number) => number {
  return (day) => from + ((day - first) / (last + 1 - first)) * (to - from);
}
