import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import type { Claim, Dossier, Incident } from "../data/nouns";
import { source } from "../data/source";
import { ClaimCard } from "../parts/ClaimCard";
import { Origins } from "../parts/Origins";
import { Past } from "../parts/Past";
import { Heading } from "../parts/Heading";
import { Mentions } from "../parts/Mentions";
import { Permalink, codeOf } from "../parts/Permalink";
import { Failed, Loading } from "../parts/Status";
import { StatusBadge } from "../parts/StatusBadge";
import { FamilySymbol } from "../parts/Symbol";
import { Tolls } from "../parts/Tolls";
import type { Filter } from "../state/filter";
import { shown, useLoad } from "../state/load";
import { familyOf, nameOf, useNames } from "../state/names";
import { go, incidentAddress, overviewAddress } from "../state/route";
import { BASIS, GRADE, PRECISION, STATUS } from "../words/explain";
import { innermost, sayInside, sayName, sayNumber, sayPlace, sayTime, sayVoice } from "../words/say";

interface Props {
  id: string;
  filter: Filter;
  claim: string | null;
  focus: (incident: Incident) => void;
}

/** One incident: what, where, when, and each voice's account with its quote. */
export function IncidentView({ id, filter, claim, focus }: Props) {
  const loaded = useLoad(`${id} ${filter.as_of}`, async (signal) => (await source()).incident(id, filter, signal));
  const dossier = shown(loaded);
  useEffect(() => {
    if (loaded.state === "ready") focus(loaded.value.incident);
    // An id that was merged away leads to the incident that holds its claims now; the address says which.
    if (loaded.state === "ready" && loaded.value.incident.id !== id) {
      go(incidentAddress(loaded.value.incident.id, filter), "replace");
    }
  }, [loaded]);
  useEffect(() => {
    if (loaded.state === "ready" && claim) document.getElementById(claim)?.scrollIntoView();
  }, [loaded.state === "ready", claim]);

  return (
    <div class="incident">
      <p class="back">
        <a href={overviewAddress(filter)}>← All incidents</a>
      </p>
      {!dossier && <Heading title="Incident">Incident</Heading>}
      {loaded.state === "failed" && <Failed what="This incident" failure={loaded.failure} retry={loaded.retry} />}
      {loaded.state === "loading" && !dossier && <Loading what="the incident" />}
      {dossier && <Told dossier={dossier} filter={filter} />}
    </div>
  );
}

function Told({ dossier, filter }: { dossier: Dossier; filter: Filter }) {
  const { incident, claims, origins, history } = dossier;
  const reports = new Map(dossier.reports.map((report) => [report.id, report]));
  const names = useNames();
  const byId = new Map(claims.map((claim) => [claim.id, claim]));
  const place = incident.place ? sayPlace(incident.place) : null;
  const definition = names.ontology.types.find(({ name }) => name === incident.type)?.definition;
  return (
    <>
      <Heading title={`${sayName(incident.type)}${place ? `, ${place}` : ""}`}>
        <FamilySymbol family={familyOf(names, incident.type)} size={26} /> {sayName(incident.type)}
        {place && (
          <>
            , <bdi>{place}</bdi>
          </>
        )}
      </Heading>
      {definition && <p class="aside">{definition}</p>}
      <Facts incident={incident} />
      <Tolls incident={incident} claims={byId} />
      <Contradictions incident={incident} claims={byId} />
      <section aria-labelledby="accounts">
        <h2 id="accounts">Who says what</h2>
        {accounts(claims).map(([voice, told]) => (
          <section class="account" key={voice} aria-label={voice}>
            <h3>
              <bdi>{voice}</bdi> <span class="kind">{sayInside(innermost(told[0]!)?.kind ?? "")}</span>
            </h3>
            {told.map((claim) => (
              <ClaimCard key={claim.id} claim={claim} report={reports.get(claim.report)} filter={filter} />
            ))}
          </section>
        ))}
      </section>
      <Origins origins={origins} reports={reports} filter={filter} />
      <Mentions mentions={incident.mentions ?? []} speaking={dossier.speaking} filter={filter} />
      <Past history={history} />
      <Permalink address={incidentAddress(incident.id, {})} reference={incident.id} code={codeOf(incident.id)} />
    </>
  );
}

/** Claims by their innermost voice, those with most claims first. */
function accounts(claims: Claim[]): [string, Claim[]][] {
  const groups = new Map<string, Claim[]>();
  for (const claim of claims) {
    const voice = innermost(claim);
    const key = voice ? sayVoice(voice) : "voice not known";
    groups.set(key, [...(groups.get(key) ?? []), claim]);
  }
  return [...groups].sort(([, one], [, other]) => other.length - one.length);
}

function Facts({ incident }: { incident: Incident }) {
  const names = useNames();
  const { place, time } = incident;
  const grade = incident.grade ? GRADE[incident.grade] : undefined;
  const single = incident.reports === 1;
  return (
    <dl class="facts">
      <Fact name="When">
        {sayTime(time) ?? <em class="unknown">not known</em>}
        {time && <span class="aside"> {BASIS[time.basis]}</span>}
      </Fact>
      <Fact name="Where">
        {place ? <bdi>{sayPlace(place)}</bdi> : <em class="unknown">not known</em>}
        {place && <span class="aside"> {PRECISION[place.precision]}</span>}
      </Fact>
      <Fact name="Parties">
        {incident.parties.length ? (
          <ul class="inline">
            {incident.parties.map((party) => (
              <li key={party}>
                <bdi>{nameOf(names.actors, party)}</bdi>
              </li>
            ))}
          </ul>
        ) : (
          <em class="unknown">not known</em>
        )}
      </Fact>
      <Fact name="Status">
        <StatusBadge status={incident.status} /> <span class="aside">{STATUS[incident.status]?.meaning}</span>
      </Fact>
      {incident.grade && (
        <Fact name="Grade">
          {grade?.label ?? incident.grade} {grade && <span class="aside">{grade.meaning}</span>}
        </Fact>
      )}
      <Fact name="Origins">
        {sayNumber(incident.origins)}{" "}
        <span class="aside">
          in {sayNumber(incident.reports)} {single ? "report" : "reports"}; copies and reports that quote the same voice count
          once
        </span>
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Contradictions({ incident, claims }: { incident: Incident; claims: Map<string, Claim> }) {
  if (!incident.contested.length) return null;
  return (
    <section class="contradictions" aria-labelledby="contradictions">
      <h2 id="contradictions">Contradictions</h2>
      <ul>
        {incident.contested.map(({ about, claims: rivals }) => (
          <li key={about}>
            <strong>{sayName(about)}</strong>
            <ul>
              {rivals.map((id) => {
                const claim = claims.get(id);
                const voice = claim && innermost(claim);
                return (
                  <li key={id}>
                    <bdi>{voice ? sayVoice(voice) : "voice not known"}</bdi>:{" "}
                    <a href={`#${id}`}>
                      <q dir="auto">{claim?.quote ?? id}</q>
                    </a>
                  </li>
                );
              })}
            </ul>
          </li>
        ))}
      </ul>
    </section>
  );
}
