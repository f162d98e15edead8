import { useEffect, useState } from "preact/hooks";
import type { Filter } from "../state/filter";
import { IncidentList } from "./IncidentList";

const WIDE = matchMedia("(min-width: 100rem)");

/** On a wide screen the list stays beside the incident that is open. */
export function Beside({ filter, current }: { filter: Filter; current: string }) {
  const [wide, setWide] = useState(WIDE.matches);
  useEffect(() => {
    const update = () => setWide(WIDE.matches);
    WIDE.addEventListener("change", update);
    return () => WIDE.removeEventListener("change", update);
  }, []);
  if (!wide) return null;
  return (
    <aside class="beside" aria-label="List of incidents">
      <IncidentList filter={filter} current={current} chosen={null} clear={() => undefined} />
    </aside>
  );
}
