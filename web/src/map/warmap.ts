// The map itself: incidents at a known place as symbols and clusters, the rest as circles of their uncertainty.

import L from "leaflet";
import Supercluster, { type ClusterProperties } from "supercluster";
import type { Control, IncidentFeature } from "../api/nouns";
import { sayNear, sayPrecision, sayTitle } from "../words/say";
import { addBasemap } from "./basemap";
import { type Rough, coordinates, gather, hideCollisions, isOnMap, position, symbolSize } from "./spots";
import { clusterIcon, incidentIcon } from "./svg";

export interface Chosen {
  ids: string[];
  label: string;
}

export interface MapOptions {
  open: (id: string) => void;
  choose: (chosen: Chosen) => void;
  familyOf: (type: string) => string;
  failed: (reason: string) => void;
}

interface Leaf {
  feature: IncidentFeature;
  families: Record<string, number>;
  place: string | null;
}

type Gathered = Omit<Leaf, "feature">;

const LABELS_FROM_ZOOM = 6;
const EQUATOR_KM = 40_075;
/** The least radius, in pixels, of a circle that is told apart from a symbol. */
const SMALLEST_CIRCLE = 18;
const KM_PER_DEGREE = 111.2;
/** How far apart two labels must stand, in pixels. */
const LABEL = L.point(90, 24);
/** The least side of what can be pressed, in pixels (WCAG 2.2, target size). */
const PRESSABLE = 24;

export class WarMap {
  private readonly map: L.Map;
  private readonly options: MapOptions;
  private readonly markers = L.layerGroup();
  private readonly circles = L.layerGroup();
  private readonly held = L.layerGroup();
  private features: IncidentFeature[] = [];
  /** Clusters of what is drawn as symbols, by the number of features that are; and the circles beside them. */
  private drawn = new Map<number, { index: Supercluster<Leaf, Gathered>; rough: Rough[] }>();
  private chosen: string | null = null;
  /** Where on the screen something stands already. */
  private taken: L.Point[] = [];

  constructor(container: HTMLElement, options: MapOptions) {
    this.options = options;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.map = L.map(container, {
      center: [25, 20],
      zoom: 2,
      minZoom: 2,
      maxZoom: 14,
      worldCopyJump: true,
      zoomAnimation: !still,
      fadeAnimation: !still,
      zoomControl: false,
      attributionControl: false,
    });
    L.control.zoom({ position: "topright" }).addTo(this.map);
    L.control.scale({ position: "bottomleft", imperial: false }).addTo(this.map);
    L.control
      .attribution({ position: "bottomright", prefix: false })
      .addAttribution("Natural Earth. Borders shown are no endorsement.")
      .addTo(this.map);
    this.circles.addTo(this.map);
    this.held.addTo(this.map);
    this.markers.addTo(this.map);
    this.map.on("moveend", () => this.draw());
    addBasemap(this.map).catch((error: unknown) => options.failed(String(error)));
    new ResizeObserver(() => this.map.invalidateSize({ pan: false })).observe(container);
  }

  remove(): void {
    this.map.remove();
  }

  /** Shows these incidents; moves to them when `fit`. */
  show(features: IncidentFeature[], fit: boolean): void {
    const exact = features.filter((feature) => !feature.properties.centre && feature.geometry);
    const rough = features.filter((feature) => feature.properties.centre);
    this.features = [...exact, ...rough];
    this.drawn.clear();
    if (fit) this.fit(exact.length ? exact : rough);
    this.draw();
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
      L.marker([lat, lon], { icon, interactive: false, keyboard: false }).addTo(this.held);
    }
  }

  /** Marks one incident and brings it into view. */
  mark(id: string | null, feature: IncidentFeature | null): void {
    this.chosen = id;
    const at = feature && isOnMap(feature) ? position(feature) : null;
    if (at && !this.map.getBounds().pad(-0.1).contains(at)) this.map.panTo(at, { animate: false });
    this.draw();
  }

  private indexed(features: IncidentFeature[]): Supercluster<Leaf, Gathered> {
    const index = new Supercluster<Leaf, Gathered>({
      radius: 46,
      extent: 256,
      maxZoom: 14,
      map: ({ families, place }) => ({ families: { ...families }, place }),
      reduce: (sum, part) => {
        for (const [family, count] of Object.entries(part.families)) {
          sum.families[family] = (sum.families[family] ?? 0) + count;
        }
        if (sum.place !== part.place) sum.place = null;
      },
    });
    const leaves = features.map((feature) => ({
      type: "Feature" as const,
      geometry: { type: "Point" as const, coordinates: coordinates(feature) },
      properties: {
        feature,
        families: { [this.options.familyOf(feature.properties.type)]: 1 },
        place: sayNear(feature.properties),
      },
    }));
    return index.load(leaves);
  }

  private fit(placed: IncidentFeature[]): void {
    const bounds = L.latLngBounds(placed.map(position));
    if (bounds.isValid()) this.map.fitBounds(bounds, { padding: [48, 48], maxZoom: 7, animate: false });
  }

  /** Symbols and circles of this zoom: a circle that would be smaller than a symbol is drawn as a ringed one. */
  private drawing(): { index: Supercluster<Leaf, Gathered>; rough: Rough[] } {
    const { lat } = this.map.getCenter();
    const kmPerPixel = (EQUATOR_KM * Math.cos((lat * Math.PI) / 180)) / (256 * 2 ** this.map.getZoom());
    const isSymbol = ({ properties }: IncidentFeature) =>
      !properties.centre ||
      (properties.precision !== "country" && properties.uncertainty_km < SMALLEST_CIRCLE * kmPerPixel);
    const symbols = this.features.filter(isSymbol);
    const known = this.drawn.get(symbols.length);
    if (known) return known;
    const rough = gather(this.features.filter((feature) => !isSymbol(feature)));
    const made = { index: this.indexed(symbols), rough };
    this.drawn.set(symbols.length, made);
    return made;
  }

  private draw(): void {
    const { index, rough } = this.drawing();
    const focused = document.activeElement?.getAttribute("data-key") ?? null;
    this.markers.clearLayers();
    this.circles.clearLayers();
    this.taken = [];
    const { lng: west, lat: south } = this.map.getBounds().pad(0.2).getSouthWest();
    const { lng: east, lat: north } = this.map.getBounds().pad(0.2).getNorthEast();
    for (const item of index.getClusters([west, south, east, north], Math.round(this.map.getZoom()))) {
      const [lon, lat] = item.geometry.coordinates as [number, number];
      const at = L.latLng(lat, lon);
      if ("cluster" in item.properties) {
        this.drawCluster(at, item.properties as ClusterProperties & Gathered, index);
      } else {
        this.drawIncident(at, (item.properties as Leaf).feature);
      }
    }
    for (const one of rough) this.drawRough(one);
    hideCollisions(this.map.getContainer());
    if (focused) this.map.getContainer().querySelector<HTMLElement>(`[data-key="${CSS.escape(focused)}"]`)?.focus();
  }

  private drawIncident(at: L.LatLng, feature: IncidentFeature): void {
    const size = symbolSize(feature.properties.killed);
    const chosen = feature.id === this.chosen;
    const icon = incidentIcon(this.options.familyOf(feature.properties.type), size, chosen);
    if (feature.properties.centre) icon.classList.add("about");
    const label = `${sayTitle(feature.properties)}: open`;
    this.add(at, icon, size, label, feature.id, () => this.options.open(feature.id), sayNear(feature.properties));
  }

  private drawCluster(at: L.LatLng, cluster: ClusterProperties & Gathered, index: Supercluster<Leaf, Gathered>): void {
    const count = cluster.point_count;
    const size = 34 + 6 * Math.log10(count);
    const icon = clusterIcon(cluster.families, count, size);
    const label = `${count} incidents${cluster.place ? ` in ${cluster.place}` : ""}: show`;
    this.add(at, icon, size, label, `cluster-${cluster.cluster_id}`, () => this.openCluster(at, cluster, index), cluster.place);
  }

  private openCluster(at: L.LatLng, cluster: ClusterProperties & Gathered, index: Supercluster<Leaf, Gathered>): void {
    const zoom = index.getClusterExpansionZoom(cluster.cluster_id);
    if (!cluster.place && zoom <= this.map.getMaxZoom()) {
      this.map.setView(at, zoom);
      return;
    }
    const leaves = index.getLeaves(cluster.cluster_id, Number.POSITIVE_INFINITY);
    const ids = leaves.map((leaf) => leaf.properties.feature.id);
    this.options.choose({ ids, label: cluster.place ?? "this spot" });
  }

  private drawRough(rough: Rough): void {
    const [first] = rough.features;
    if (!first) return;
    const family = this.options.familyOf(first.properties.type);
    const chosen = rough.features.some((feature) => feature.id === this.chosen);
    const wide = first.properties.precision === "country" ? " wide" : "";
    const className = `rough family-${family}${wide}${chosen ? " chosen" : ""}`;
    L.circle(rough.centre, { radius: rough.km * 1000, className, interactive: false }).addTo(this.circles);
    const tag = document.createElement("span");
    tag.textContent = `${rough.label} · ${rough.features.length}`;
    const label = `${tag.textContent}: incidents ${sayPrecision(first.properties)}; show`;
    const choose = () => this.options.choose({ ids: rough.features.map(({ id }) => id), label: rough.label });
    const icon = L.divIcon({ className: "rough-label", html: tag, iconSize: undefined });
    this.place(this.rim(rough), icon, label, `rough-${label}`, choose);
  }

  /** A spot on the circle's rim for its label: the first that is clear of the other circles' labels. */
  private rim({ centre, km }: Rough): L.LatLng {
    const up = km / KM_PER_DEGREE;
    const across = up / Math.cos((centre.lat * Math.PI) / 180);
    const spots = [L.latLng(centre.lat + up, centre.lng), L.latLng(centre.lat - up, centre.lng)];
    spots.push(L.latLng(centre.lat, centre.lng - across), L.latLng(centre.lat, centre.lng + across));
    const clear = spots.find((spot) => {
      const at = this.map.latLngToContainerPoint(spot);
      return this.taken.every((other) => Math.abs(other.x - at.x) > LABEL.x || Math.abs(other.y - at.y) > LABEL.y);
    });
    const spot = clear ?? spots[0] ?? centre;
    this.taken.push(this.map.latLngToContainerPoint(spot));
    return spot;
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
    const marker = L.marker(at, { icon, title: label, riseOnHover: true });
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
