// Where in the page one is, read from the address bar and written to it.
//
// Before a server a view is a path. In a published site, which has but one page, it is the parameter `view`.

import { useEffect, useState } from "preact/hooks";
import { FILES } from "../data/settings";
import { type Filter, readFilter, writeFilter } from "./filter";

export const PANELS = ["tolls", "actors", "voices", "review", "away"] as const;
export type Panel = (typeof PANELS)[number];

export type Route = { filter: Filter; claim: string | null } & (
  | { view: "overview" | Panel }
  | { view: "incident" | "report" | "code"; id: string }
);

const MOVED = "warmonitor:moved";
const SINGLE: Record<string, "incident" | "report" | "code"> = { incidents: "incident", reports: "report", i: "code" };

/** What of the picture stands in the address beside the filter: it stays when the view changes. */
const KEPT = ["map", "control"] as const;
export type Kept = (typeof KEPT)[number];

export function readRoute({ pathname, search, hash }: Location): Route {
  const filter = readFilter(search);
  const claim = hash ? decodeURIComponent(hash.slice(1)) : null;
  const path = FILES ? (new URLSearchParams(search).get("view") ?? "") : pathname.slice(1);
  const [collection = "", id] = path.split("/");
  const single = SINGLE[collection];
  if (id && single) return { view: single, id: decodeURIComponent(id), filter, claim };
  const panel = PANELS.find((name) => name === path);
  return { view: panel ?? "overview", filter, claim };
}

function address(path: string, filter: Filter, claim?: string): string {
  const words = writeFilter(filter);
  const anchor = claim ? `#${claim}` : "";
  if (!FILES) return `/${path}${words}${anchor}`;
  const view = path && `view=${encodeURIComponent(path)}`;
  return `?${[view, words.slice(1)].filter(Boolean).join("&")}${anchor}`;
}

export const overviewAddress = (filter: Filter) => address("", filter);
export const panelAddress = (panel: Panel, filter: Filter) => address(panel, filter);
export const codeAddress = (code: string) => address(`i/${encodeURIComponent(code)}`, {});

export function incidentAddress(id: string, filter: Filter, claim?: string): string {
  return address(`incidents/${encodeURIComponent(id)}`, filter, claim);
}

export function reportAddress(id: string, filter: Filter, claim?: string): string {
  return address(`reports/${encodeURIComponent(id)}`, filter, claim);
}

export function go(to: string, how: "push" | "replace" = "push"): void {
  const target = new URL(to, location.href);
  const now = new URLSearchParams(location.search);
  for (const name of KEPT) {
    const value = now.get(name);
    if (value && !target.searchParams.has(name)) target.searchParams.set(name, value);
  }
  if (how === "push") history.pushState(null, "", target);
  else history.replaceState(null, "", target);
  dispatchEvent(new Event(MOVED));
}

export function kept(name: Kept): string | null {
  return new URLSearchParams(location.search).get(name);
}

/** Writes a part of the picture into the address, without a step in the browser's history. */
export function keep(name: Kept, value: string | null): void {
  const here = new URL(location.href);
  if (value) here.searchParams.set(name, value);
  else here.searchParams.delete(name);
  history.replaceState(null, "", here);
}

export function useRoute(): Route {
  const [route, setRoute] = useState(() => readRoute(location));
  useEffect(() => {
    const update = () => setRoute(readRoute(location));
    const events = ["popstate", "hashchange", MOVED];
    for (const name of events) addEventListener(name, update);
    return () => {
      for (const name of events) removeEventListener(name, update);
    };
  }, []);
  return route;
}

/** Follows a plain click on a link of the page's own without loading the page anew. */
export function followLinks(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = (event.target as Element | null)?.closest("a");
  if (!link || link.target || link.hasAttribute("download") || link.origin !== location.origin) return;
  if (link.pathname.startsWith("/api/") || (FILES && link.pathname !== location.pathname)) return;
  if (link.getAttribute("href")?.startsWith("#")) return;
  event.preventDefault();
  go(link.pathname + link.search + link.hash);
}
