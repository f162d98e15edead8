// Land, borders and names of countries, drawn from world-atlas (Natural Earth): no tiles, no network.

import type { Feature, MultiPolygon, Polygon, Position } from "geojson";
import L from "leaflet";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import atlas from "world-atlas/countries-50m.json?url";
import { FlatMarker } from "./marker";

export type Country = Feature<Polygon | MultiPolygon, { name: string }>;

const LABEL_PIXELS_PER_LETTER = 8;

function colours(): L.PathOptions {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  return { color: colour("--border-line"), fillColor: colour("--land"), fillOpacity: 1, weight: 1 };
}

/** The ring with no leap: where it crosses the 180th meridian it goes on beyond it. */
function unbroken(ring: Position[]): Position[] {
  let turns = 0;
  let before = 0;
  const whole = ring.map(([lon = 0, lat = 0], index) => {
    if (index && Math.abs(lon - before) > 180) turns += lon < before ? 360 : -360;
    before = lon;
    return [lon + turns, lat];
  });
  const [first, last] = [whole[0], whole.at(-1)];
  if (!turns || !first || !last) return whole;
  // What goes around the world lies around a pole, and ends at the map's edge.
  const edge = (first[1] ?? 0) < 0 ? -90 : 90;
  return [...whole, [last[0] ?? 0, edge], [first[0] ?? 0, edge], first];
}

/** A polygon as the map can draw it; one that lies beyond the 180th meridian is there on both sides of the map. */
function drawable(polygon: Position[][]): Position[][][] {
  const rings = polygon.map(unbroken);
  const lons = (rings[0] ?? []).map(([lon = 0]) => lon);
  const beyond = [lons.some((lon) => lon > 180) && -360, lons.some((lon) => lon < -180) && 360];
  const moved = beyond.filter((by) => by !== false).map((by) => rings.map((ring) => ring.map(([lon = 0, lat = 0]) => [lon + by, lat])));
  return [rings, ...moved];
}

function flat(country: Country): Country {
  const { geometry } = country;
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  return { ...country, geometry: { type: "MultiPolygon", coordinates: polygons.flatMap(drawable) } };
}

/** The ring with the widest box: where a country's name goes. */
function mainBox(country: Country): L.LatLngBounds {
  const { geometry } = country;
  const rings = geometry.type === "Polygon" ? [geometry.coordinates[0]] : geometry.coordinates.map((part) => part[0]);
  let widest = L.latLngBounds([]);
  let width = -1;
  for (const ring of rings) {
    const box = L.latLngBounds((ring ?? []).map(([lon, lat]: Position) => L.latLng(lat ?? 0, lon ?? 0)));
    if (box.isValid() && box.getEast() - box.getWest() > width) {
      widest = box;
      width = box.getEast() - box.getWest();
    }
  }
  return widest;
}

function addNames(map: L.Map, countries: Country[]): void {
  const layer = L.layerGroup().addTo(map);
  const boxes = countries.map((country) => ({ name: country.properties.name, box: mainBox(country) }));
  const redraw = () => {
    layer.clearLayers();
    const view = map.getBounds();
    for (const { name, box } of boxes) {
      if (!box.isValid() || !view.intersects(box)) continue;
      const pixels = ((box.getEast() - box.getWest()) / 360) * 256 * 2 ** map.getZoom();
      if (pixels < name.length * LABEL_PIXELS_PER_LETTER) continue;
      const text = document.createElement("span");
      text.textContent = name;
      const icon = L.divIcon({ className: "country-name", html: text, iconSize: [0, 0] });
      new FlatMarker(box.getCenter(), { icon, interactive: false, keyboard: false, pane: "names" }).addTo(layer);
    }
  };
  map.on("moveend", redraw);
  redraw();
}

/** Map tiles of the address that whoever serves the page has set. */
export function addTiles(map: L.Map, address: string, words: L.Control.Attribution): void {
  L.tileLayer(address, { maxZoom: 19 }).addTo(map);
  words.addAttribution(`Tiles: ${new URL(address).host}`);
}

/** Milliseconds after which the basemap is drawn in any case. */
const PATIENCE = 2000;

/** Draws the basemap after `first`, and gives what it is drawn from; rejects when its file cannot be had. */
export async function addBasemap(map: L.Map, first: Promise<void>): Promise<Country[]> {
  const answer = await fetch(atlas, { priority: "low" });
  if (!answer.ok) throw new Error(`the basemap could not be loaded (${answer.status})`);
  await Promise.race([first, new Promise((done) => setTimeout(done, PATIENCE))]);
  const topology = (await answer.json()) as Topology<{ countries: GeometryCollection<{ name: string }> }>;
  const list = (feature(topology, topology.objects.countries).features as Country[]).map(flat);
  const pane = map.createPane("land");
  pane.style.zIndex = "200";
  map.createPane("names").style.zIndex = "250";
  const renderer = L.canvas({ pane: "land", padding: 0.3 });
  const land = L.geoJSON(list, { style: colours, interactive: false, pane: "land", renderer } as L.GeoJSONOptions);
  land.addTo(map);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => land.setStyle(colours()));
  addNames(map, list);
  return list;
}
