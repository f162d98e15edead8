// The map in view as one SVG: coasts, circles, symbols, and what it was drawn from.

import type { Polygon } from "geojson";
import L from "leaflet";
import { labelOf, mainFamily, position, symbolSize } from "./spots";
import { clusterIcon, element, incidentIcon } from "./svg";
import type { WarMap } from "./warmap";

/** Draws the view into an SVG that lies, unseen, in the page, so that the style sheet tells its colours. */
export function mapPicture(from: WarMap): SVGSVGElement {
  const { map } = from;
  const { x: width, y: height } = map.getSize();
  document.querySelector("#map-picture")?.remove();
  const picture = element("svg", { id: "map-picture", viewBox: `0 0 ${width} ${height}`, width, height }) as SVGSVGElement;
  picture.setAttribute("class", "map-picture");
  picture.setAttribute("aria-hidden", "true");
  picture.append(element("rect", { width, height, class: "picture-sea" }), land(from));
  const { symbols, rough } = from.inView();
  for (const spot of rough) {
    const { x: cx, y: cy } = map.latLngToContainerPoint(position(spot));
    const rim = map.latLngToContainerPoint(L.latLng(spot.lat + spot.km / 111.2, spot.lon));
    const circle = element("circle", { cx, cy, r: Math.abs(cy - rim.y) });
    circle.setAttribute("class", `rough family-${mainFamily(spot.families)}`);
    picture.append(circle, words(`${labelOf(spot)} · ${spot.count}`, cx, rim.y));
  }
  for (const { at, told } of symbols) {
    const { x, y } = map.latLngToContainerPoint(at);
    const lone = told.count === 1;
    const size = lone ? symbolSize(told.killed) : 34 + 6 * Math.log10(told.count);
    const icon = lone ? incidentIcon(mainFamily(told.families), size, false) : clusterIcon(told.families, told.count, size);
    icon.setAttribute("x", String(x - size / 2));
    icon.setAttribute("y", String(y - size / 2));
    picture.append(icon);
    if (told.place) picture.append(words(told.place, x, y + size / 2 + 12));
  }
  picture.append(words(`warmonitor · ${location.href}`, 8, height - 8, "start"));
  document.body.append(picture);
  return picture;
}

function words(text: string, x: number, y: number, anchor = "middle"): SVGElement {
  const made = element("text", { x, y, "text-anchor": anchor, class: "picture-words" });
  made.textContent = text;
  return made;
}

function land({ map, land: countries }: WarMap): SVGElement {
  const view = map.getBounds().pad(0.5);
  const parts: string[] = [];
  for (const { geometry } of countries) {
    const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
    for (const rings of polygons) if (inside(rings, view)) parts.push(...rings.map((ring) => path(ring, map)));
  }
  return element("path", { d: parts.join(""), class: "picture-land" });
}

type Ring = Polygon["coordinates"][number];

function inside([outer]: Ring[], view: L.LatLngBounds): boolean {
  const box = L.latLngBounds((outer ?? []).map(([lon, lat]) => L.latLng(lat ?? 0, lon ?? 0)));
  return box.isValid() && view.intersects(box);
}

function path(ring: Ring, map: L.Map): string {
  const points = ring.map(([lon, lat]) => map.latLngToContainerPoint(L.latLng(lat ?? 0, lon ?? 0)));
  return `M${points.map(({ x, y }) => `${Math.round(x)} ${Math.round(y)}`).join("L")}Z`;
}
