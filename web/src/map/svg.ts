// Symbols of the map as SVG elements; colours come from the style sheet by class.

import { symbolOf } from "./symbols";

const SVG = "http://www.w3.org/2000/svg";

export function element(name: string, attributes: Record<string, string | number>): SVGElement {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}

export function incidentIcon(family: string, size: number, chosen: boolean): SVGElement {
  const svg = element("svg", { viewBox: "0 0 24 24", width: size, height: size, "aria-hidden": "true" });
  svg.setAttribute("class", `symbol family-${family}${chosen ? " chosen" : ""}`);
  svg.append(element("path", { d: symbolOf(family).path }));
  return svg;
}

/** A ring whose arcs are the families' shares, with the number of incidents inside. */
export function clusterIcon(families: Record<string, number>, count: number, size: number): SVGElement {
  const svg = element("svg", { viewBox: "0 0 40 40", width: size, height: size, "aria-hidden": "true" });
  svg.setAttribute("class", "cluster");
  svg.append(element("circle", { cx: 20, cy: 20, r: 17, class: "cluster-disc" }));
  let begin = 0;
  for (const [family, share] of Object.entries(families)) {
    const length = (share / count) * 100;
    const arc = element("circle", {
      cx: 20,
      cy: 20,
      r: 17,
      pathLength: 100,
      "stroke-dasharray": `${length} ${100 - length}`,
      "stroke-dashoffset": -begin,
      transform: "rotate(-90 20 20)",
      class: `cluster-arc family-${family}`,
    });
    svg.append(arc);
    begin += length;
  }
  const label = element("text", { x: 20, y: 20, dy: "0.36em", "text-anchor": "middle" });
  label.textContent = count > 999 ? `${Math.round(count / 1000)}k` : String(count);
  svg.append(label);
  return svg;
}
