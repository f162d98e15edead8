// How spots stand on the screen.

import L from "leaflet";
import type { Spot } from "../data/nouns";
import { sayNear } from "../words/say";

const SMALLEST = 18;
const LARGEST = 40;

/** A symbol's side in pixels: its area grows with the number killed. */
export function symbolSize(killed: number | null): number {
  return Math.min(LARGEST, SMALLEST + 2 * Math.sqrt(killed ?? 0));
}

export function position({ lat, lon }: Spot): L.LatLng {
  return L.latLng(lat, lon);
}

/** The share of incidents at either end that the map need not show at first. */
const FAR = 0.04;

/** Between which values all incidents lie but the few at either end: one far away must not make the rest a dot. */
export function middle(spots: Spot[], of: (spot: Spot) => number): [number, number] {
  const sorted = [...spots].sort((one, other) => of(one) - of(other));
  const all = spots.reduce((sum, { count }) => sum + count, 0);
  const at = (share: number) => {
    let left = share * all;
    const found = sorted.find(({ count }) => (left -= count) <= 0);
    return found ? of(found) : Number.NaN;
  };
  return [at(FAR), at(1 - FAR)];
}

/** The family that most of a spot's incidents are of. */
export function mainFamily(families: Record<string, number>): string {
  return Object.entries(families).sort(([, one], [, other]) => other - one)[0]?.[0] ?? "other";
}

export function labelOf(spot: Spot): string {
  return sayNear(spot) ?? "";
}

/** Leaves out the names of places that would lie over a symbol or another name; the symbols stay. */
export function hideCollisions(container: HTMLElement): void {
  const kept = [...container.querySelectorAll(".spot svg, .rough-label")].map((one) => one.getBoundingClientRect());
  const names = [...container.querySelectorAll<HTMLElement>(".place-name")];
  const boxes = names.map((name) => name.getBoundingClientRect());
  names.forEach((name, index) => {
    const box = boxes[index];
    if (!box) return;
    const hit = kept.some(
      (other) =>
        box.left < other.right && box.right > other.left && box.top + 2 < other.bottom && box.bottom > other.top + 2,
    );
    name.classList.toggle("hidden", hit);
    if (!hit) kept.push(box);
  });
}
