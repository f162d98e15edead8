// What is known of where incidents are, and how that stands on the screen.

import L from "leaflet";
import type { IncidentFeature } from "../api/nouns";
import { sayNear } from "../words/say";

/** The incidents known to lie within one circle. */
export interface Rough {
  centre: L.LatLng;
  km: number;
  label: string;
  features: IncidentFeature[];
}

const SMALLEST = 18;
const LARGEST = 40;

/** A symbol's side in pixels: its area grows with the number killed. */
export function symbolSize(killed: [number | null, number | null] | null): number {
  const told = killed?.[0] ?? killed?.[1] ?? 0;
  return Math.min(LARGEST, SMALLEST + 2 * Math.sqrt(told));
}

export function isOnMap({ geometry, properties }: IncidentFeature): boolean {
  return geometry !== null || properties.centre !== null;
}

export function coordinates({ geometry, properties }: IncidentFeature): [number, number] {
  return properties.centre ?? geometry?.coordinates ?? [0, 0];
}

export function position(feature: IncidentFeature): L.LatLng {
  const [lon, lat] = coordinates(feature);
  return L.latLng(lat, lon);
}

/** Leaves out the names of places that would lie over a symbol or another name; the symbols stay. */
export function hideCollisions(container: HTMLElement): void {
  const kept = [...container.querySelectorAll(".spot svg, .rough-label")].map((one) => one.getBoundingClientRect());
  for (const name of container.querySelectorAll<HTMLElement>(".place-name")) {
    const box = name.getBoundingClientRect();
    const hit = kept.some(
      (other) =>
        box.left < other.right && box.right > other.left && box.top + 2 < other.bottom && box.bottom > other.top + 2,
    );
    name.classList.toggle("hidden", hit);
    if (!hit) kept.push(box);
  }
}

export function gather(features: IncidentFeature[]): Rough[] {
  const groups = new Map<string, Rough>();
  for (const feature of features) {
    const centre = position(feature);
    const km = feature.properties.uncertainty_km;
    const key = `${centre.lat},${centre.lng},${km},${feature.properties.relation}`;
    const group = groups.get(key);
    if (group) group.features.push(feature);
    else groups.set(key, { centre, km, label: sayNear(feature.properties) ?? "", features: [feature] });
  }
  return [...groups.values()].sort((one, other) => other.km - one.km);
}
