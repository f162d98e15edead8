import type { Summary } from "../data/nouns";
import { FamilySymbol } from "../parts/Symbol";
import { StatusBadge } from "../parts/StatusBadge";
import type { Filter } from "../state/filter";
import { familyOf, nameOf, useNames } from "../state/names";
import { incidentAddress } from "../state/route";
import { PRECISION } from "../words/explain";
import { sayName, sayNumber, sayRange, sayTime, sayWhere } from "../words/say";

const ROUGH = new Set(["district", "division", "region", "country"]);

interface Props {
  id: string;
  summary: Summary;
  filter: Filter;
  current: boolean;
}

export function IncidentRow({ id, summary, filter, current }: Props) {
  const names = useNames();
  const where = sayWhere(summary);
  const when = sayTime(summary);
  const parties = summary.parties.map((party) => nameOf(names.actors, party)).join(" · ");
  return (
    <li class="row">
      <a href={incidentAddress(id, filter)} aria-current={current ? "true" : undefined}>
        <FamilySymbol family={familyOf(names, summary.type)} size={20} />
        <span class="row-what">
          <strong>{sayName(summary.type)}</strong>{" "}
          {where ? <bdi>{where}</bdi> : <em class="unknown">place not known</em>}
          {where && summary.precision === "unresolved" && <em class="unknown"> (not found on the map)</em>}
          {where && ROUGH.has(summary.precision) && <span class="aside"> {PRECISION[summary.precision]}</span>}
        </span>
        <span class="row-when">{when ?? <em class="unknown">date not known</em>}</span>
        <span class="row-who">{parties && <bdi>{parties}</bdi>}</span>
        <span class="row-facts">
          {summary.killed && <span class="killed">{sayRange(...summary.killed)} killed</span>}
          <StatusBadge status={summary.status} />
          <span class="counts">
            {sayNumber(summary.origins)} {summary.origins === 1 ? "origin" : "origins"}, {sayNumber(summary.reports)}{" "}
            {summary.reports === 1 ? "report" : "reports"}
          </span>
        </span>
      </a>
    </li>
  );
}
