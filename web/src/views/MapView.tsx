import "leaflet/dist/leaflet.css";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Incident, Spots } from "../data/nouns";
import { source } from "../data/source";
import { mapPicture } from "../map/picture";
import { SYMBOLS } from "../map/symbols";
import { type Chosen, type View, WarMap } from "../map/warmap";
import { Picture } from "../parts/Picture";
import { Failed } from "../parts/Status";
import { FamilySymbol } from "../parts/Symbol";
import { type Filter, writeFilter } from "../state/filter";
import { settled, shown, useLoad } from "../state/load";
import { nameOf, useNames } from "../state/names";
import { go, incidentAddress, keep, kept } from "../state/route";
import { sayNumber } from "../words/say";
import { ControlPanel } from "./ControlPanel";

interface Props {
  filter: Filter;
  /** How often what is new was asked for. */
  news: number;
  focus: Incident | null;
  choose: (chosen: Chosen) => void;
}

function readView(): View | null {
  const [lat, lon, zoom] = (kept("map") ?? "").split(",").map(Number);
  const whole = lat !== undefined && lon !== undefined && zoom !== undefined;
  return whole && [lat, lon, zoom].every(Number.isFinite) ? { lat, lon, zoom } : null;
}

export function MapView({ filter, news, focus, choose }: Props) {
  const spots = useLoad(`${writeFilter(filter)} ${news}`, async (signal) => (await source()).map(filter, signal));
  const container = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<WarMap | null>(null);
  const [noBasemap, setNoBasemap] = useState<string | null>(null);
  const names = useNames();
  const acts = { open: (id: string) => go(incidentAddress(id, filter)), choose };
  const latest = useRef(acts);
  latest.current = acts;
  const told = shown(spots);

  useEffect(() => {
    if (!container.current) return;
    const made = new WarMap(container.current, {
      view: readView(),
      open: (id) => latest.current.open(id),
      choose: (chosen) => latest.current.choose(chosen),
      moved: (view) => keep("map", view && `${view.lat.toFixed(3)},${view.lon.toFixed(3)},${view.zoom}`),
      failed: setNoBasemap,
    });
    setMap(made);
    return () => made.remove();
  }, []);

  useLayoutEffect(() => {
    if (told) map?.show(told.spots);
  }, [map, told]);
  useLayoutEffect(() => map?.mark(focus), [map, focus, told]);

  return (
    <section class="map" aria-label="Map of incidents" data-shown={settled(spots)}>
      <div class="map-canvas" ref={container} />
      {spots.state === "failed" && (
        <div class="map-over">
          <Failed what="The incidents on the map" failure={spots.failure} retry={spots.retry} />
        </div>
      )}
      {spots.state === "loading" && <p class="map-loading">Loading…</p>}
      {noBasemap && (
        <p class="map-note" role="alert">
          Coasts and borders are missing: {noBasemap}
        </p>
      )}
      <Legend />
      <ControlPanel
        filter={filter}
        show={(held) =>
          map?.hold(held, ({ holder, state }) => nameOf(names.actors, holder) + (state === "contested" ? "?" : ""))
        }
      />
      {map && <Picture name="map" of={() => mapPicture(map)} />}
      {told && <NotPoints spots={told} choose={choose} />}
    </section>
  );
}

/** What the map cannot show as a place: said in numbers, and to be listed by a press. */
function NotPoints({ spots: { spots, nowhere }, choose }: { spots: Spots; choose: (chosen: Chosen) => void }) {
  const countries = spots.filter(({ precision }) => precision === "country");
  const ofCountries = countries.reduce((count, spot) => count + spot.count, 0);
  const kinds: [string, number, string[]][] = [
    ["not on the map: place not known", nowhere, ["nowhere"]],
    ["known only to a country", ofCountries, countries.map(({ key }) => key)],
  ];
  const told = kinds.filter(([, count]) => count > 0);
  if (!told.length) return null;
  return (
    <ul class="map-note">
      {told.map(([label, count, keys]) => (
        <li key={label}>
          <button type="button" onClick={() => choose({ spots: keys, label })}>
            {sayNumber(count)} {label}
          </button>
        </li>
      ))}
    </ul>
  );
}

function Legend() {
  const wide = matchMedia("(min-width: 60rem)").matches;
  return (
    <details class="legend" open={wide}>
      <summary>Legend</summary>
      <ul>
        {SYMBOLS.map(({ family, label }) => (
          <li key={family}>
            <FamilySymbol family={family} size={14} /> {label}
          </li>
        ))}
        <li>
          <span class="legend-size" aria-hidden="true">
            <FamilySymbol family="fighting" size={10} />
            <FamilySymbol family="fighting" size={18} />
          </span>{" "}
          larger: more killed
        </li>
        <li>
          <svg class="rough-sample" viewBox="0 0 24 24" width="14" height="14" aria-hidden="true">
            <circle cx="12" cy="12" r="10" />
          </svg>{" "}
          somewhere within
        </li>
      </ul>
    </details>
  );
}
