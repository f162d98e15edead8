// Where in the page one is, read from the address bar and written to it.

import { useEffect, useState } from "preact/hooks";
import { type Filter, readFilter, writeFilter } from "./filter";

export type Route = { filter: Filter; claim: string | null } & (
  | { view: "overview" }
  | { view: "incident"; id: string }
  | { view: "report"; id: string }
);

const MOVED = "warmonitor:moved";

export function readRoute(location: Location): Route {
  const filter = readFilter(location.search);
  const claim = location.hash ? decodeURIComponent(location.hash.slice(1)) : null;
  const [, collection, id] = location.pathname.split("/");
  if (id && collection === "incidents") return { view: "incident", id: decodeURIComponent(id), filter, claim };
  if (id && collection === "reports") return { view: "report", id: decodeURIComponent(id), filter, claim };
  return { view: "overview", filter, claim };
}

export function overviewAddress(filter: Filter): string {
  return `/${writeFilter(filter)}`;
}

export function incidentAddress(id: string, filter: Filter, claim?: string): string {
  return `/incidents/${encodeURIComponent(id)}${writeFilter(filter)}${claim ? `#${claim}` : ""}`;
}

export function reportAddress(id: string, filter: Filter, claim?: string): string {
  return `/reports/${encodeURIComponent(id)}${writeFilter(filter)}${claim ? `#${claim}` : ""}`;
}

export function go(address: string, how: "push" | "replace" = "push"): void {
  if (how === "push") history.pushState(null, "", address);
  else history.replaceState(null, "", address);
  dispatchEvent(new Event(MOVED));
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
  if (link.pathname.startsWith("/api/")) return;
  if (link.pathname === location.pathname && link.search === location.search && link.hash) return;
  event.preventDefault();
  go(link.pathname + link.search + link.hash);
}
