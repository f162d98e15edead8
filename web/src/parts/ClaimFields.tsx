import type { ComponentChildren } from "preact";
import type { Claim, Figure } from "../data/nouns";
import { sayGroup, useNames } from "../state/names";
import { BASIS, MODALITY, NEWNESS, PRECISION } from "../words/explain";
import { sayDay, sayInside, sayName, sayPlace, sayRange, sayTime } from "../words/say";

/** What was read out of a quote, field by field, and by which rule. */
export function ClaimFields({ claim }: { claim: Claim }) {
  return (
    <dl class="fields">
      <Row name="Type">{sayName(claim.type)}</Row>
      {claim.actors.map((actor) => (
        <Row key={`${actor.role}${actor.span[0]}`} name={sayName(actor.role)}>
          <bdi>{actor.name ?? actor.text}</bdi>
          {actor.id === null && <em class="unknown"> as worded; not in the registry</em>}
        </Row>
      ))}
      {claim.objects.map((thing) => (
        <Row key={`${thing.role}${thing.span[0]}`} name={sayName(thing.role)}>
          {sayName(thing.kind)}
          {thing.count !== null && `, ${thing.count}`}
        </Row>
      ))}
      {claim.places.map((place) => (
        <Row key={`place${place.span[0]}`} name="Place">
          <bdi>{sayPlace(place)}</bdi> <span class="aside">{PRECISION[place.precision]}</span>
        </Row>
      ))}
      <Row name="Time">
        {sayTime(claim.time) ?? "not told"}
        {claim.time && <span class="aside"> {BASIS[claim.time.basis]}</span>}
      </Row>
      {claim.figures.map((figure, index) => (
        <Row key={`figure${index}`} name={sayName(figure.measure)}>
          <FigureWords figure={figure} whole={figure.part_of === null ? undefined : claim.figures[figure.part_of]} />
        </Row>
      ))}
      <Row name="Read as">
        {MODALITY[claim.modality]?.label ?? "Asserted"}, {NEWNESS[claim.newness]?.label.toLowerCase() ?? "new"}
      </Row>
      <Row name="Confidence in this reading">{Math.round(claim.confidence * 100)} %</Row>
      <Row name="Rule">
        <code>{claim.rule}</code>
      </Row>
    </dl>
  );
}

function FigureWords({ figure, whole }: { figure: Figure; whole: Figure | undefined }) {
  const names = useNames();
  const counted = ({ low, high, group }: Figure) =>
    `${sayRange(low, high)} ${low === 1 && high === 1 ? sayInside(group) : sayGroup(group, names)}`;
  return (
    <>
      {figure.approx && "about "}
      {counted(figure)}
      {whole && ` of ${counted(whole)}`}
      {figure.cumulative && ` in all${figure.since ? ` since ${sayDay(figure.since)}` : ""}`}{" "}
      <q class="aside" dir="auto">
        {figure.text}
      </q>
    </>
  );
}

function Row({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
