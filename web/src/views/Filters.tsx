import { useEffect, useMemo, useState } from "preact/hooks";
import type { KnownActor } from "../data/nouns";
import { type Source, source } from "../data/source";
import { SYMBOLS } from "../map/symbols";
import { FILTER_NAMES, type Filter, type FilterName } from "../state/filter";
import { useNames } from "../state/names";
import { PANELS, type Route, go, overviewAddress, panelAddress } from "../state/route";
import { GRADE, NEWNESS, STATUS } from "../words/explain";
import { sayName } from "../words/say";

const LABELS: Record<FilterName, string> = {
  text: "Words in quotes",
  place: "Place",
  actor: "Actor",
  side: "Side",
  type: "Type",
  measure: "Measure",
  voice: "Voice",
  kind: "Kind of voice",
  status: "Status",
  grade: "Grade",
  newness: "Newness",
  confidence: "Least confidence",
  since: "Since",
  until: "Until",
  as_of: "Known by",
};

/** Those that are asked for most; the others are behind "More". */
const FIRST: FilterName[] = ["text", "place", "actor", "type", "status", "since", "until"];

const CONFIDENCES = ["0.5", "0.8", "0.95"];

/** The address of a view with a filter; an incident gives way to the list of what fits. */
function addressOf(route: Route, filter: Filter): string {
  const panel = PANELS.find((name) => name === route.view);
  return panel ? panelAddress(panel, filter) : overviewAddress(filter);
}

/** The filter as a form; what is set goes to the address bar at once. */
export function Filters({ route }: { route: Route }) {
  const { filter } = route;
  const [draft, setDraft] = useState<Filter>(filter);
  const [offered, setOffered] = useState<Source["filters"]>(FILTER_NAMES);
  useEffect(() => setDraft(filter), [JSON.stringify(filter)]);
  useEffect(() => {
    source().then(({ filters }) => setOffered(filters), () => undefined);
  }, []);
  const apply = (next: Filter) => go(addressOf(route, next));
  const set = (name: FilterName, value: string) => {
    const next = { ...draft, [name]: value };
    setDraft(next);
    return next;
  };
  const field = (name: FilterName): Input => ({
    id: `filter-${name}`,
    name,
    value: draft[name] ?? "",
    onInput: (event) => set(name, (event.currentTarget as HTMLInputElement).value),
    onChange: (event) => apply(set(name, (event.currentTarget as HTMLInputElement).value)),
  });
  const active = FILTER_NAMES.filter((name) => filter[name]);
  const fields = (names: readonly FilterName[]) =>
    names
      .filter((name) => offered.includes(name))
      .map((name) => (
        <Field key={name} name={name}>
          <AnyInput name={name} input={field(name)} />
        </Field>
      ));
  const rest = FILTER_NAMES.filter((name) => !FIRST.includes(name));
  return (
    <search>
      <form
        aria-label="Filter incidents"
        onSubmit={(event) => {
          event.preventDefault();
          apply(draft);
        }}
      >
        <div class="filters">
          {fields(FIRST)}
          {active.length > 0 && (
            <p class="field">
              <a class="clear" href={addressOf(route, {})}>
                Clear {active.length === 1 ? "the filter" : `all ${active.length}`}
              </a>
            </p>
          )}
        </div>
        {rest.some((name) => offered.includes(name)) && (
          <details class="more-filters" open={rest.some((name) => filter[name])}>
            <summary>More to filter by</summary>
            <div class="filters">{fields(rest)}</div>
          </details>
        )}
      </form>
    </search>
  );
}

type Input = {
  id: string;
  name: string;
  value: string;
  onInput: (event: Event) => void;
  onChange: (event: Event) => void;
};

function AnyInput({ name, input }: { name: FilterName; input: Input }) {
  const { ontology, actors, voices, places } = useNames();
  switch (name) {
    case "place":
      return <Listed input={input} of={places} offer={named} />;
    case "actor":
      return <Listed input={input} of={actors} offer={named} />;
    case "voice":
      return <Listed input={input} of={voices} offer={named} />;
    case "side":
      return <Listed input={input} of={actors} offer={sidesOf} />;
    case "type":
      return <TypeInput {...input} />;
    case "measure":
      return <Choice input={input} options={ontology.measures.map(({ name: measure }) => [measure, sayName(measure)])} />;
    case "kind":
      return <Choice input={input} options={Object.keys(ontology.voice_kinds).map((kind) => [kind, sayName(kind)])} />;
    case "status":
      return <Choice input={input} options={Object.entries(STATUS).map(([status, { label }]) => [status, label])} />;
    case "grade":
      return <Choice input={input} options={Object.entries(GRADE).map(([grade, { label }]) => [grade, sayName(label)])} />;
    case "newness":
      return (
        <Choice input={input} options={[["new", "New"], ...Object.entries(NEWNESS).map(([value, { label }]) => pair(value, label))]} />
      );
    case "confidence":
      return <Choice input={input} options={CONFIDENCES.map((share) => [share, `${Number(share) * 100} %`])} />;
    case "since":
    case "until":
    case "as_of":
      return <input type="date" {...input} />;
    default:
      return <input type="search" dir="auto" {...input} />;
  }
}

type Option = [value: string, label: string];

const pair = (value: string, label: string): Option => [value, label];

const named = (known: readonly { name: string }[]): Option[] => known.map(({ name }) => pair(name, ""));

function sidesOf(actors: readonly KnownActor[]): Option[] {
  return [...new Map(actors.flatMap(({ sides }) => sides.map(({ id, name }) => pair(id, name))))];
}

function Choice({ input, options }: { input: Input; options: Option[] }) {
  const known = options.some(([value]) => value === input.value);
  return (
    <select {...input}>
      <option value="">any</option>
      {input.value && !known && <option value={input.value}>{sayName(input.value)}</option>}
      {options.map(([value, label]) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
  );
}

interface ListedProps<Item> {
  input: Input;
  of: readonly Item[];
  offer: (of: readonly Item[]) => Option[];
}

/** A field that offers what is known: hundreds of names, made anew only when others are known. */
function Listed<Item>({ input, of, offer }: ListedProps<Item>) {
  const id = `${input.id}-options`;
  const list = useMemo(
    () => (
      <datalist id={id}>
        {offer(of).map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </datalist>
    ),
    [id, of, offer],
  );
  return (
    <>
      <input list={id} dir="auto" autocomplete="off" {...input} />
      {list}
    </>
  );
}

function Field({ name, children }: { name: FilterName; children: preact.ComponentChildren }) {
  return (
    <p class={`field field-${name}`}>
      <label for={`filter-${name}`}>{LABELS[name]}</label>
      {children}
    </p>
  );
}

function TypeInput(input: Input) {
  const { types } = useNames().ontology;
  const known = types.some(({ name }) => name === input.value);
  const groups = useMemo(
    () =>
      SYMBOLS.map(({ family, label }) => (
        <optgroup key={family} label={label}>
          {types
            .filter((type) => type.family === family)
            .map(({ name }) => (
              <option key={name} value={name}>
                {sayName(name)}
              </option>
            ))}
        </optgroup>
      )),
    [types],
  );
  return (
    <select {...input}>
      <option value="">any</option>
      {input.value && !known && <option value={input.value}>{sayName(input.value)}</option>}
      {groups}
    </select>
  );
}
