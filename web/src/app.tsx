import { useEffect, useMemo, useState } from "preact/hooks";
import type { Incident } from "./data/nouns";
import { source } from "./data/source";
import type { Chosen } from "./map/warmap";
import { Failed } from "./parts/Status";
import { News } from "./parts/News";
import { writeFilter } from "./state/filter";
import { shown, useLoad } from "./state/load";
import { NamesContext, NO_NAMES } from "./state/names";
import { type Panel, type Route, followLinks, go, overviewAddress, panelAddress, useRoute } from "./state/route";
import { ActorsView } from "./views/ActorsView";
import { AwayView } from "./views/AwayView";
import { Beside } from "./views/Beside";
import { CodeView } from "./views/CodeView";
import { Filters } from "./views/Filters";
import { IncidentView } from "./views/IncidentView";
import { MapView } from "./views/MapView";
import { Overview } from "./views/Overview";
import { ReportView } from "./views/ReportView";
import { ReviewView } from "./views/ReviewView";
import { Timeline } from "./views/Timeline";
import { TollsView } from "./views/TollsView";
import { VoicesView } from "./views/VoicesView";

const PANELS: [Panel, string][] = [
  ["tolls", "Tolls"],
  ["actors", "Actors"],
  ["voices", "Voices"],
  ["review", "Review"],
  ["away", "Take away"],
];

/** The views that stand beside the map. */
const PICTURED = new Set(["overview", "incident"]);
/** The views that the filter says nothing to. */
const UNFILTERED = new Set(["report", "code"]);

export function App() {
  const route = useRoute();
  const { filter } = route;
  const query = writeFilter(filter);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [focus, setFocus] = useState<Incident | null>(null);
  const [news, setNews] = useState(0);
  const ontology = useLoad("ontology", async (signal) => (await source()).ontology(signal));
  const named = useLoad("names", async (signal) => (await source()).names(signal));
  useEffect(() => {
    document.addEventListener("click", followLinks);
    return () => document.removeEventListener("click", followLinks);
  }, []);
  useEffect(() => setChosen(null), [query]);
  const active = new URLSearchParams(query).size;
  const [words, lists] = [shown(ontology), shown(named)];
  const names = useMemo(() => ({ ...NO_NAMES, ...lists, ontology: words ?? NO_NAMES.ontology }), [words, lists]);
  const unnamed = [ontology, named].find(({ state }) => state === "failed");

  return (
    <NamesContext.Provider value={names}>
      <a class="skip" href="#content">
        Skip to the content
      </a>
      <header class="top">
        <div class="top-line">
          <p class="brand">
            <a href={overviewAddress({})}>warmonitor</a> <span>what is said to have happened, and on whose word</span>
          </p>
          <Navigation route={route} />
        </div>
        {!UNFILTERED.has(route.view) && (
          <details class="filter-drawer" open={matchMedia("(min-width: 60rem)").matches}>
            <summary>Filter{active > 0 && ` (${active} set)`}</summary>
            <Filters route={route} />
          </details>
        )}
      </header>
      {unnamed?.state === "failed" && (
        <Failed what="The names of actors, voices and places" failure={unnamed.failure} retry={unnamed.retry} />
      )}
      <div class={`columns view-${route.view} ${PICTURED.has(route.view) ? "pictured" : "plain"}`}>
        {PICTURED.has(route.view) && (
          <div class="picture">
            <MapView
              filter={filter}
              news={news}
              focus={route.view === "incident" ? focus : null}
              choose={(some) => {
                setChosen(some);
                if (route.view !== "overview") go(overviewAddress(filter));
              }}
            />
            <Timeline key={news} filter={filter} />
          </div>
        )}
        {route.view === "incident" && <Beside filter={filter} current={route.id} />}
        <main id="content" tabIndex={-1}>
          <News filter={filter} show={() => setNews((count) => count + 1)} />
          <Shown key={news} route={route} chosen={chosen} clear={() => setChosen(null)} focus={setFocus} />
        </main>
      </div>
    </NamesContext.Provider>
  );
}

function Navigation({ route }: { route: Route }) {
  const current = (view: string) => (route.view === view ? "page" : undefined);
  return (
    <nav aria-label="Views">
      <a href={overviewAddress(route.filter)} aria-current={current("overview")}>
        Map and list
      </a>
      {PANELS.map(([panel, label]) => (
        <a key={panel} href={panelAddress(panel, route.filter)} aria-current={current(panel)}>
          {label}
        </a>
      ))}
    </nav>
  );
}

interface ShownProps {
  route: Route;
  chosen: Chosen | null;
  clear: () => void;
  focus: (incident: Incident) => void;
}

function Shown({ route, chosen, clear, focus }: ShownProps) {
  const { filter, claim } = route;
  switch (route.view) {
    case "incident":
      return <IncidentView id={route.id} filter={filter} claim={claim} focus={focus} />;
    case "report":
      return <ReportView id={route.id} filter={filter} claim={claim} />;
    case "code":
      return <CodeView code={route.id} />;
    case "tolls":
      return <TollsView filter={filter} />;
    case "actors":
      return <ActorsView filter={filter} />;
    case "voices":
      return <VoicesView filter={filter} />;
    case "review":
      return <ReviewView filter={filter} />;
    case "away":
      return <AwayView filter={filter} />;
    default:
      return <Overview filter={filter} chosen={chosen} clear={clear} />;
  }
}
