// The map itself: incidents at a known place as symbols and clusters, the rest as circles of their uncertainty.

import L from "leaflet";
import Supercluster, { type ClusterProperties } from "supercluster";
import { TILES } from "../data/settings";
import type { Control, Incident, Spot } from "../data/nouns";
import { sayCount, sayPrecision, sayTitle } from "../words/say";
import { type Country, addBasemap, addTiles } from "./basemap";
import { FlatMarker } from "./marker";
import { hideCollisions, labelOf, mainFamily, middle, position, symbolSize } from "./spots";
import { clusterIcon, incidentIcon } from "./svg";

/** Spots that were pressed, to be listed. */
export interface Chosen {
  spots: string[];
  label: string;
}

export interface View {
  lat: number;
  lon: number;
  zoom: number;
}

export interface MapOptions {
  view: View | null;
  open: (id: string) => void;
  choose: (chosen: Chosen) => void;
  /** A person moved the map, or (null) it moved to what it shows. */
  moved: (view: View | null) => void;
  failed: (reason: string) => void;
}

interface Gathered {
  count: number;
  families: Record<string, number>;
  killed: number;
  place: string | null;
}

interface Leaf extends Gathered {
  spot: Spot;
}

type Index = Supercluster<Leaf, Gathered>;

/** How far beyond the view is drawn, as a share of it. */
const BEYOND = 0.2;
const LABELS_FROM_ZOOM = 6;
const EQUATOR_KM = 40_075;
/** The least radius, in pixels, of a circle that is told apart from a symbol. */
const SMALLEST_CIRCLE = 18;
const KM_PER_DEGREE = 111.2;
/** How far apart two labels must stand, in pixels. */
const LABEL = L.point(90, 24);
/** The least side of what can be pressed, in pixels (WCAG 2.2, target size). */
const PRESSABLE = 24;
/** The most spots that are listed at once. */
const MOST_CHOSEN = 200;

export class WarMap {
  readonly map: L.Map;
  /** What the basemap is drawn from, once it is there. */
  land: Country[] = [];
  private readonly options: MapOptions;
  private readonly markers = L.layerGroup();
  private readonly circles = L.layerGroup();
  private readonly held = L.layerGroup();
  private readonly here = L.layerGroup();
  private spots: Spot[] = [];
  /** Clusters of what is drawn as symbols, by the number of spots that are; and the circles beside them. */
  private drawn = new Map<number, { index: Index; rough: Spot[] }>();
  private chosen: string | null = null;
  /** Whether what is drawn is not what is to be shown; a move of the map draws anew by itself. */
  private stale = false;
  /** Whether a view was asked for that the next spots leave as it is. */
  private asked: boolean;
  /** Whether a person has moved the map since. */
  private touched = false;
  /** The basemap is large: what it lies under comes first. */
  private firstDrawn: () => void = () => undefined;
  /** Where something is drawn, beyond the view a little, and at which zoom. */
  private covered: { bounds: L.LatLngBounds; zoom: number } | null = null;
  /** Where on the screen something stands already. */
  private taken: L.Point[] = [];

  constructor(container: HTMLElement, options: MapOptions) {
    this.options = options;
    this.asked = options.view !== null;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const { lat, lon, zoom } = options.view ?? { lat: 25, lon: 20, zoom: 2 };
    this.map = L.map(container, {
      center: [lat, lon],
      zoom,
      minZoom: 2,
      maxZoom: 14,
      worldCopyJump: true,
      zoomAnimation: !still,
      fadeAnimation: !still,
      zoomControl: false,
      attributionControl: false,
    });
    L.control.zoom({ position: "topright" }).addTo(this.map);
    L.control.scale({ position: "bottomleft", imperial: false, maxWidth: 92 }).addTo(this.map);
    const words = L.control.attribution({ position: "bottomright", prefix: false }).addTo(this.map);
    for (const layer of [this.circles, this.here, this.held, this.markers]) layer.addTo(this.map);
    this.map.on("moveend", () => {
      if (this.stale || !this.covers()) this.draw();
      const { lat, lng } = this.map.getCenter();
      if (this.touched) options.moved({ lat, lon: lng, zoom: this.map.getZoom() });
    });
    if (TILES) addTiles(this.map, TILES, words);
    else {
      words.addAttribution("Natural Earth. Borders shown are no endorsement.");
      const drawn = new Promise<void>((done) => (this.firstDrawn = done));
      addBasemap(this.map, drawn).then(
        (land) => (this.land = land),
        (error: unknown) => options.failed(String(error)),
      );
    }
    for (const act of ["pointerdown", "wheel", "keydown"]) {
      container.addEventListener(act, () => (this.touched = true), { passive: true });
    }
    new ResizeObserver(() => this.map.invalidateSize({ pan: false })).observe(container);
  }

  remove(): void {
    this.map.remove();
  }

  /** Shows these spots; moves to them, but the first time not away from a view that was asked for. */
  show(spots: Spot[]): void {
    this.stale = true;
    this.spots = [...spots].sort((one, other) => other.km - one.km);
    this.drawn.clear();
    const exact = spots.filter(({ km }) => !km);
    if (this.asked) this.asked = false;
    else this.fit(exact.length ? exact : spots);
    if (this.stale) this.draw();
    requestAnimationFrame(() => setTimeout(this.firstDrawn));
  }

  /** Names who is said to hold a place, at that place; the panel beside the map has the same as a table. */
  hold(held: Control[], nameOf: (control: Control) => string): void {
    this.held.clearLayers();
    for (const control of held) {
      const { lat, lon } = control.place;
      if (lat === null || lon === null) continue;
      const text = document.createElement("span");
      text.className = `held held-${control.layer}`;
      text.textContent = `⚑ ${nameOf(control)}`;
      const icon = L.divIcon({ className: "held-label", html: text, iconSize: undefined });
      new FlatMarker([lat, lon], { icon, interactive: false, keyboard: false }).addTo(this.held);
    }
  }

  /** Marks one incident and brings it into view. */
  mark(incident: Incident | null): void {
    const chosen = incident?.id ?? null;
    if (chosen !== this.chosen) this.stale = true;
    this.chosen = chosen;
    this.here.clearLayers();
    const { lat = null, lon = null, precision } = incident?.place ?? {};
    if (lat !== null && lon !== null && precision !== "country") {
      const at = L.latLng(lat, lon);
      if (!this.map.getBounds().pad(-0.1).contains(at)) this.map.panTo(at, { animate: false });
      L.circleMarker(at, { radius: 22, className: "here", interactive: false }).addTo(this.here);
    }
    if (this.stale) this.draw();
  }

  /** The symbols, clusters and circles in view now. */
  inView(): { symbols: { at: L.LatLng; told: Gathered }[]; rough: Spot[] } {
    const { index, rough } = this.drawing();
    const symbols = this.within(index).map((item) => {
      const [lon, lat] = item.geometry.coordinates as [number, number];
      return { at: L.latLng(lat, lon), told: item.properties as Gathered };
    });
    return { symbols, rough };
  }

  private fit(spots: Spot[]): void {
    const [south, north] = middle(spots, ({ lat }) => lat);
    const [west, east] = middle(spots, ({ lon }) => lon);
    const near = ({ lat, lon }: Spot) => lat >= south && lat <= north && lon >= west && lon <= east;
    const bounds = L.latLngBounds(spots.filter(near).map(position));
    this.touched = false;
    this.options.moved(null);
    if (bounds.isValid()) this.map.fitBounds(bounds, { padding: [48, 48], maxZoom: 7, animate: false });
  }

  private indexed(spots: Spot[]): Index {
    const index: Index = new Supercluster<Leaf, Gathered>({
      radius: 46,
      extent: 256,
      maxZoom: 14,
      map: ({ count, families, killed, place }) => ({ count, families: { ...families }, killed, place }),
      reduce: (all, one) => {
        for (const [family, count] of Object.entries(one.families)) {
          all.families[family] = (all.families[family] ?? 0) + count;
        }
        all.count += one.count;
        all.killed = Math.max(all.killed, one.killed);
        if (all.place !== one.place) all.place = null;
      },
    });
    return index.load(
      spots.map((spot) => ({
        type: "Feature",
        geometry: { type: "Point", coordinates: [spot.lon, spot.lat] },
        properties: {
          spot,
          count: spot.count,
          families: spot.families,
          killed: spot.killed ?? 0,
          place: labelOf(spot) || null,
        },
      })),
    );
  }

  /** What is drawn at this zoom: a circle that would be smaller than a symbol is drawn as a ringed one. */
  private drawing(): { index: Index; rough: Spot[] } {
    const { lat } = this.map.getCenter();
    const kmPerPixel = (EQUATOR_KM * Math.cos((lat * Math.PI) / 180)) / (256 * 2 ** this.map.getZoom());
    const isSymbol = ({ km, precision }: Spot) =>
      !km || (precision !== "country" && km < SMALLEST_CIRCLE * kmPerPixel);
    const symbols = this.spots.filter(isSymbol);
    const known = this.drawn.get(symbols.length);
    if (known) return known;
    const made = { index: this.indexed(symbols), rough: this.spots.filter((spot) => !isSymbol(spot)) };
    this.drawn.set(symbols.length, made);
    return made;
  }

  /** Whether all in view is drawn already. */
  private covers(): boolean {
    const { bounds, zoom } = this.covered ?? {};
    return zoom === this.map.getZoom() && bounds?.contains(this.map.getBounds()) === true;
  }

  private within(index: Index) {
    const { lng: west, lat: south } = this.map.getBounds().pad(BEYOND).getSouthWest();
    const { lng: east, lat: north } = this.map.getBounds().pad(BEYOND).getNorthEast();
    return index.getClusters([west, south, east, north], Math.round(this.map.getZoom()));
  }

  private draw(): void {
    this.stale = false;
    const { index, rough } = this.drawing();
    const focused = document.activeElement?.getAttribute("data-key") ?? null;
    this.markers.clearLayers();
    this.circles.clearLayers();
    this.taken = [];
    for (const item of this.within(index)) {
      const [lon, lat] = item.geometry.coordinates as [number, number];
      const at = L.latLng(lat, lon);
      if ("cluster" in item.properties) this.drawCluster(at, item.properties as ClusterProperties & Gathered, index);
      else this.drawSpot(at, (item.properties as Leaf).spot);
    }
    const view = this.map.getBounds().pad(BEYOND);
    this.covered = { bounds: view, zoom: this.map.getZoom() };
    for (const spot of rough) if (view.intersects(position(spot).toBounds(spot.km * 2000))) this.drawRough(spot);
    if (this.map.getZoom() >= LABELS_FROM_ZOOM) hideCollisions(this.map.getContainer());
    if (focused) this.map.getContainer().querySelector<HTMLElement>(`[data-key="${CSS.escape(focused)}"]`)?.focus();
  }

  private drawSpot(at: L.LatLng, spot: Spot): void {
    const { only } = spot;
    if (!only) {
      this.drawGroup(at, spot, `spot-${spot.key}`, () => this.choose([spot], labelOf(spot)), labelOf(spot));
      return;
    }
    const size = symbolSize(spot.killed);
    const icon = incidentIcon(mainFamily(spot.families), size, only.id === this.chosen);
    if (spot.km) icon.classList.add("about");
    this.add(at, icon, size, `${sayTitle(only.properties)}: open`, only.id, () => this.options.open(only.id), labelOf(spot));
  }

  private drawCluster(at: L.LatLng, cluster: ClusterProperties & Gathered, index: Index): void {
    this.drawGroup(at, cluster, `cluster-${cluster.cluster_id}`, () => this.openCluster(at, cluster, index), cluster.place);
  }

  private drawGroup(
    at: L.LatLng,
    { families, count }: Pick<Gathered, "families" | "count">,
    key: string,
    act: () => void,
    place: string | null,
  ): void {
    const size = 34 + 6 * Math.log10(count);
    const label = `${sayCount(count, "incident")}${place ? ` in ${place}` : ""}: show`;
    this.add(at, clusterIcon(families, count, size), size, label, key, act, place);
  }

  private openCluster(at: L.LatLng, cluster: ClusterProperties & Gathered, index: Index): void {
    const zoom = index.getClusterExpansionZoom(cluster.cluster_id);
    if (!cluster.place && zoom <= this.map.getMaxZoom()) {
      this.map.setView(at, zoom);
      return;
    }
    const leaves = index.getLeaves(cluster.cluster_id, MOST_CHOSEN);
    this.choose(leaves.map((leaf) => leaf.properties.spot), cluster.place ?? "this spot");
  }

  private choose(spots: Spot[], label: string): void {
    this.options.choose({ spots: spots.map(({ key }) => key), label });
  }

  private drawRough(spot: Spot): void {
    const chosen = spot.only !== null && spot.only.id === this.chosen;
    const wide = spot.precision === "country" ? " wide" : "";
    const className = `rough family-${mainFamily(spot.families)}${wide}${chosen ? " chosen" : ""}`;
    L.circle(position(spot), { radius: spot.km * 1000, className, interactive: false }).addTo(this.circles);
    const tag = document.createElement("span");
    tag.textContent = `${labelOf(spot)} · ${spot.count}`;
    const label = `${tag.textContent}: incidents ${sayPrecision({ ...spot, uncertainty_km: spot.km })}; show`;
    const icon = L.divIcon({ className: "rough-label", html: tag, iconSize: undefined });
    this.place(this.rim(spot), icon, label, `rough-${spot.key}`, () => this.choose([spot], labelOf(spot)));
  }

  /** A spot on the circle's rim for its label: the first that is clear of the other circles' labels. */
  private rim(circle: Spot): L.LatLng {
    const { lat, lon, km } = circle;
    const up = km / KM_PER_DEGREE;
    const across = up / Math.cos((lat * Math.PI) / 180);
    const rims = [L.latLng(lat + up, lon), L.latLng(lat - up, lon)];
    rims.push(L.latLng(lat, lon - across), L.latLng(lat, lon + across));
    const clear = rims.find((rim) => {
      const at = this.map.latLngToContainerPoint(rim);
      return this.taken.every((other) => Math.abs(other.x - at.x) > LABEL.x || Math.abs(other.y - at.y) > LABEL.y);
    });
    const found = clear ?? rims[0] ?? position(circle);
    this.taken.push(this.map.latLngToContainerPoint(found));
    return found;
  }

  private add(
    at: L.LatLng,
    icon: SVGElement,
    size: number,
    label: string,
    key: string,
    act: () => void,
    place: string | null,
  ): void {
    const holder = document.createElement("div");
    holder.append(icon);
    if (place && this.map.getZoom() >= LABELS_FROM_ZOOM) {
      const name = document.createElement("span");
      name.className = "place-name";
      name.textContent = place;
      holder.append(name);
    }
    const side = Math.max(size, PRESSABLE);
    this.taken.push(this.map.latLngToContainerPoint(at));
    this.place(at, L.divIcon({ className: "spot", html: holder, iconSize: [side, side] }), label, key, act);
  }

  private place(at: L.LatLng, icon: L.DivIcon, label: string, key: string, act: () => void): void {
    const marker = new FlatMarker(at, { icon, title: label, riseOnHover: true });
    marker.on("click", act);
    marker.on("keydown", (event) => {
      const { key: pressed } = event.originalEvent as KeyboardEvent;
      if (pressed === "Enter" || pressed === " ") act();
    });
    marker.addTo(this.markers);
    marker.getElement()?.setAttribute("aria-label", label);
    marker.getElement()?.setAttribute("data-key", key);
  }
}
