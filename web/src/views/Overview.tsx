import type { Chosen } from "../map/warmap";
import type { Filter } from "../state/filter";
import { IncidentList } from "./IncidentList";

/** The list beside the map: all incidents of the filter, or those chosen on the map. */
export function Overview({ filter, chosen, clear }: { filter: Filter; chosen: Chosen | null; clear: () => void }) {
  return (
    <>
      <h1 class="only-read">Incidents</h1>
      <IncidentList filter={filter} current={null} chosen={chosen} clear={clear} />
    </>
  );
}
