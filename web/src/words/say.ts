// Says figures, days and places in words, by the reader's locale, without claiming more than is known.

import type { Claim, Incident, Place, Summary, Time, Toll, Voice } from "../data/nouns";
import { PRECISION } from "./explain";

const number = new Intl.NumberFormat();
const day = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeZone: "UTC" });
const instant = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
const month = new Intl.DateTimeFormat(undefined, { month: "long", year: "numeric", timeZone: "UTC" });
const year = new Intl.DateTimeFormat(undefined, { year: "numeric", timeZone: "UTC" });

export function sayNumber(value: number): string {
  return number.format(value);
}

/** "1 incident", "12 incidents". */
export function sayCount(count: number, what: string): string {
  return `${sayNumber(count)} ${what}${count === 1 ? "" : "s"}`;
}

export function sayInstant(iso: string): string {
  return instant.format(new Date(iso));
}

/** "12", "at least 12", "up to 40", "30 to 40"; words without a number are said to be so. */
export function sayRange(low: number | null, high: number | null): string {
  if (low !== null && high !== null) return low === high ? sayNumber(low) : `${sayNumber(low)} to ${sayNumber(high)}`;
  if (low !== null) return `at least ${sayNumber(low)}`;
  if (high !== null) return `up to ${sayNumber(high)}`;
  return "number not told";
}

export function sayDay(iso: string): string {
  return day.format(new Date(`${iso}T00:00:00Z`));
}

/** A day, or the month or year that begins with it. */
export function sayOne(iso: string, granularity: string | null): string {
  const date = new Date(`${iso}T00:00:00Z`);
  if (granularity === "month") return month.format(date);
  if (granularity === "year") return year.format(date);
  return day.format(date);
}

type When = Pick<Time, "start" | "end"> & { granularity: string | null; basis: string | null };

export function sayTime(time: When | null): string | null {
  if (!time || (!time.start && !time.end)) return null;
  const { start, end, granularity, basis } = time;
  if (basis === "publication" && end) return `no later than ${sayDay(end)}`;
  if (start && end) {
    const first = sayOne(start, granularity);
    const last = sayOne(end, granularity);
    return first === last ? first : `${sayDay(start)} – ${sayDay(end)}`;
  }
  return start ? `since ${sayOne(start, granularity)}` : `until ${sayOne(end ?? "", granularity)}`;
}

/** Of a place told as "between A and B" one name is kept: the other end is said to be there, not left out. */
const RELATIONS: Record<string, string> = {
  outskirts_of: "on the outskirts of",
  between: "between somewhere else and",
};

export function sayRelation(relation: string): string {
  return RELATIONS[relation] ?? relation.replace(/_/g, " ");
}

export function sayPlace(place: Place): string {
  const name = place.name ?? place.text;
  const near = place.relation === "in" ? name : `${sayRelation(place.relation)} ${name}`;
  return place.admin1 && place.admin1 !== name ? `${near}, ${place.admin1}` : near;
}

export function sayNear(summary: Pick<Summary, "place" | "relation">): string | null {
  const { place, relation } = summary;
  return place && relation && relation !== "in" ? `${sayRelation(relation)} ${place}` : place;
}

export function sayWhere(summary: Pick<Summary, "place" | "relation" | "admin1">): string | null {
  const near = sayNear(summary);
  const { place, admin1 } = summary;
  return near && admin1 && admin1 !== place ? `${near}, ${admin1}` : near;
}

const ABBREVIATED = /\b(?:un|ngo|ied)\b/g;

/** A name of the ontology within a sentence: "drone_strike" → "drone strike", "un" → "UN". */
export function sayInside(name: string): string {
  return name.replace(/_/g, " ").replace(ABBREVIATED, (short) => short.toUpperCase());
}

/** The same where it begins one: "Drone strike". */
export function sayName(name: string): string {
  const words = sayInside(name);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function sayVoice(voice: Voice): string {
  const who = voice.name ?? voice.text ?? "unnamed";
  return voice.speaker && voice.speaker !== who ? `${voice.speaker}, ${who}` : who;
}

/** Who is heard first: the innermost voice. */
export function innermost(claim: Claim): Voice | null {
  return claim.voices[0] ?? null;
}

/** What, where and when in one line. */
export function sayTitle(summary: Summary): string {
  const told = [sayName(summary.type), sayWhere(summary) ?? "place not known", sayTime(summary) ?? "date not known"];
  if (summary.killed) told.push(`${sayRange(...summary.killed)} killed`);
  return told.join(", ");
}

/** How exactly the place is known, for a place that is no point. */
export function sayPrecision(summary: Pick<Summary, "precision" | "uncertainty_km">): string {
  const radius = `within about ${sayNumber(summary.uncertainty_km)} km`;
  return `${PRECISION[summary.precision] ?? summary.precision}, ${radius}`;
}

export function summarise(incident: Incident): Summary {
  const { place, time } = incident;
  const killed = incident.tolls.filter((toll) => toll.measure === "killed");
  const told = (toll: Toll) => toll.low ?? toll.high ?? 0;
  const largest = killed.reduce<Toll | null>((most, toll) => (most && told(most) >= told(toll) ? most : toll), null);
  return {
    type: incident.type,
    place: place ? (place.name ?? place.text) : null,
    relation: place?.relation ?? null,
    admin1: place?.admin1 ?? null,
    country: place?.country ?? null,
    precision: place?.precision ?? "unresolved",
    uncertainty_km: 0,
    centre: null,
    start: time?.start ?? null,
    end: time?.end ?? null,
    granularity: time?.granularity ?? null,
    basis: time?.basis ?? null,
    parties: incident.parties,
    reports: incident.reports,
    origins: incident.origins,
    status: incident.status,
    grade: incident.grade,
    killed: largest ? [largest.low, largest.high] : null,
  };
}
