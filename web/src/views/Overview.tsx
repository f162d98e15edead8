import type { IncidentFeature } from "../api/nouns";
import type { Chosen } from "../map/warmap";
import type { Filter } from "../state/filter";
import { IncidentList } from "./IncidentList";
import { IncidentRow } from "./IncidentRow";

interface Props {
  filter: Filter;
  chosen: Chosen | null;
  features: IncidentFeature[];
  clear: () => void;
}

/** The list beside the map: all incidents of the filter, or those chosen on the map. */
export function Overview({ filter, chosen, features, clear }: Props) {
  if (!chosen) return <IncidentList filter={filter} current={null} />;
  const wanted = new Set(chosen.ids);
  const found = features.filter(({ id }) => wanted.has(id));
  return (
    <section aria-label={`Incidents chosen on the map: ${chosen.label}`} class="list">
      <p class="count" role="status">
        {found.length} {found.length === 1 ? "incident" : "incidents"} chosen on the map: <bdi>{chosen.label}</bdi>{" "}
        <button type="button" onClick={clear}>
          Show all
        </button>
      </p>
      <ol class="rows">
        {found.map(({ id, properties }) => (
          <IncidentRow key={id} id={id} summary={properties} filter={filter} current={false} />
        ))}
      </ol>
    </section>
  );
}
