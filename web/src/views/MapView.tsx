import "leaflet/dist/leaflet.css";
import { useEffect, useRef, useState } from "preact/hooks";
import type { IncidentFeature } from "../api/nouns";
import { SYMBOLS } from "../map/symbols";
import { isOnMap } from "../map/spots";
import { type Chosen, WarMap } from "../map/warmap";
import { Failed } from "../parts/Status";
import { FamilySymbol } from "../parts/Symbol";
import type { Filter } from "../state/filter";
import { type Loaded, shown } from "../state/load";
import { familyOf, nameOf, useNames } from "../state/names";
import { go, incidentAddress } from "../state/route";
import { sayNumber } from "../words/say";
import { ControlPanel } from "./ControlPanel";

interface Props {
  features: Loaded<IncidentFeature[]>;
  filter: Filter;
  current: string | null;
  choose: (chosen: Chosen) => void;
}

export function MapView({ features, filter, current, choose }: Props) {
  const container = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<WarMap | null>(null);
  const [noBasemap, setNoBasemap] = useState<string | null>(null);
  const names = useNames();
  const acts = {
    open: (id: string) => go(incidentAddress(id, filter)),
    choose,
    familyOf: (type: string) => familyOf(names, type),
  };
  const latest = useRef(acts);
  latest.current = acts;
  const list = shown(features);

  useEffect(() => {
    if (!container.current) return;
    const made = new WarMap(container.current, {
      open: (id) => latest.current.open(id),
      choose: (chosen) => latest.current.choose(chosen),
      familyOf: (type) => latest.current.familyOf(type),
      failed: setNoBasemap,
    });
    setMap(made);
    return () => made.remove();
  }, []);

  useEffect(() => {
    if (list) map?.show(list, true);
  }, [map, list]);
  useEffect(() => {
    if (list) map?.show(list, false);
  }, [names]);
  useEffect(() => {
    map?.mark(current, list?.find(({ id }) => id === current) ?? null);
  }, [map, current, list]);

  return (
    <section class="map" aria-label="Map of incidents">
      <div class="map-canvas" ref={container} />
      {features.state === "failed" && (
        <div class="map-over">
          <Failed what="The incidents on the map" failure={features.failure} retry={features.retry} />
        </div>
      )}
      {features.state === "loading" && <p class="map-loading">Loading…</p>}
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
      {list && <NotPoints list={list} choose={choose} />}
    </section>
  );
}

/** What the map cannot show as a place: said in numbers, and to be listed by a press. */
function NotPoints({ list, choose }: { list: IncidentFeature[]; choose: (chosen: Chosen) => void }) {
  const kinds: [string, IncidentFeature[]][] = [
    ["not on the map: place not known", list.filter((feature) => !isOnMap(feature))],
    ["known only to a country", list.filter(({ properties }) => properties.precision === "country")],
  ];
  const told = kinds.filter(([, some]) => some.length > 0);
  if (!told.length) return null;
  return (
    <ul class="map-note">
      {told.map(([label, some]) => (
        <li key={label}>
          <button type="button" onClick={() => choose({ ids: some.map(({ id }) => id), label })}>
            {sayNumber(some.length)} {label}
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
