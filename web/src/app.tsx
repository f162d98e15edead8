import { useEffect, useState } from "preact/hooks";
import { get } from "./api/client";
import type { IncidentFeature } from "./api/nouns";
import type { Chosen } from "./map/warmap";
import { Failed } from "./parts/Status";
import { writeFilter } from "./state/filter";
import { shown, useLoad } from "./state/load";
import { NamesContext, NO_NAMES, loadNames } from "./state/names";
import { followLinks, go, overviewAddress, useRoute } from "./state/route";
import { Beside } from "./views/Beside";
import { Filters } from "./views/Filters";
import { IncidentView } from "./views/IncidentView";
import { MapView } from "./views/MapView";
import { Overview } from "./views/Overview";
import { ReportView } from "./views/ReportView";
import { Timeline } from "./views/Timeline";

interface Features {
  features: IncidentFeature[];
}

export function App() {
  const route = useRoute();
  const query = writeFilter(route.filter);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const names = useLoad("names", loadNames);
  const features = useLoad(query, async (signal) => {
    const collection = await get<Features>(`incidents.geojson${query}`, signal);
    return collection.features;
  });
  useEffect(() => {
    document.addEventListener("click", followLinks);
    return () => document.removeEventListener("click", followLinks);
  }, []);
  useEffect(() => setChosen(null), [query]);
  const active = new URLSearchParams(query).size;

  return (
    <NamesContext.Provider value={shown(names) ?? NO_NAMES}>
      <a class="skip" href="#content">
        Skip to the incidents
      </a>
      <header class="top">
        <p class="brand">
          <a href="/">warmonitor</a> <span>what is said to have happened, and on whose word</span>
        </p>
        {route.view !== "report" && (
          <details class="filter-drawer" open={matchMedia("(min-width: 60rem)").matches}>
            <summary>Filter{active > 0 && ` (${active} set)`}</summary>
            <Filters filter={route.filter} />
          </details>
        )}
      </header>
      {names.state === "failed" && (
        <Failed what="The names of actors, voices and places" failure={names.failure} retry={names.retry} />
      )}
      <div class={`columns view-${route.view}`}>
        {route.view !== "report" && (
          <div class="picture">
            <MapView
              features={features}
              filter={route.filter}
              current={route.view === "incident" ? route.id : null}
              choose={(some) => {
                setChosen(some);
                if (route.view !== "overview") go(overviewAddress(route.filter));
              }}
            />
            <Timeline filter={route.filter} />
          </div>
        )}
        {route.view === "incident" && <Beside filter={route.filter} current={route.id} />}
        <main id="content" tabIndex={-1}>
          {route.view === "overview" && (
            <>
              <h1 class="only-read">Incidents</h1>
              <Overview
                filter={route.filter}
                chosen={chosen}
                features={shown(features) ?? []}
                clear={() => setChosen(null)}
              />
            </>
          )}
          {route.view === "incident" && <IncidentView id={route.id} filter={route.filter} claim={route.claim} />}
          {route.view === "report" && <ReportView id={route.id} filter={route.filter} claim={route.claim} />}
        </main>
      </div>
    </NamesContext.Provider>
  );
}
