import { useEffect, useState } from "preact/hooks";
import { FILTER_NAMES, type Filter, type FilterName } from "../state/filter";
import { familyOf, useNames } from "../state/names";
import { go, overviewAddress } from "../state/route";
import { SYMBOLS } from "../map/symbols";
import { STATUS } from "../words/explain";
import { sayName } from "../words/say";

const LABELS: Record<FilterName, string> = {
  text: "Words in quotes",
  place: "Place",
  actor: "Actor",
  type: "Type",
  since: "Since",
  until: "Until",
  status: "Status",
  as_of: "Known by",
};

const DAYS: FilterName[] = ["since", "until", "as_of"];

/** The filter as a form; what is set goes to the address bar at once. */
export function Filters({ filter }: { filter: Filter }) {
  const [draft, setDraft] = useState<Filter>(filter);
  useEffect(() => setDraft(filter), [JSON.stringify(filter)]);
  const set = (name: FilterName, value: string) => {
    const next = { ...draft, [name]: value };
    setDraft(next);
    return next;
  };
  const apply = (next: Filter) => go(overviewAddress(next));
  const field = (name: FilterName) => ({
    id: `filter-${name}`,
    name,
    value: draft[name] ?? "",
    onInput: (event: Event) => set(name, (event.currentTarget as HTMLInputElement).value),
    onChange: (event: Event) => apply(set(name, (event.currentTarget as HTMLInputElement).value)),
  });
  const active = FILTER_NAMES.filter((name) => filter[name]);
  return (
    <search>
      <form
        class="filters"
        aria-label="Filter incidents"
        onSubmit={(event) => {
          event.preventDefault();
          apply(draft);
        }}
      >
        <Field name="text">
          <input type="search" dir="auto" {...field("text")} />
        </Field>
        <Field name="place">
          <PlaceInput {...field("place")} />
        </Field>
        <Field name="actor">
          <ActorInput {...field("actor")} />
        </Field>
        <Field name="type">
          <TypeInput {...field("type")} />
        </Field>
        <Field name="status">
          <select {...field("status")}>
            <option value="">any</option>
            {Object.entries(STATUS).map(([value, { label }]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </Field>
        {DAYS.map((name) => (
          <Field key={name} name={name}>
            <input type="date" {...field(name)} />
          </Field>
        ))}
        {active.length > 0 && (
          <p class="field">
            <a class="clear" href={overviewAddress({})}>
              Clear {active.length === 1 ? "the filter" : `all ${active.length}`}
            </a>
          </p>
        )}
      </form>
    </search>
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

type Input = {
  id: string;
  name: string;
  value: string;
  onInput: (event: Event) => void;
  onChange: (event: Event) => void;
};

function PlaceInput(input: Input) {
  const { places } = useNames();
  return (
    <>
      <input list="filter-places" dir="auto" autocomplete="off" {...input} />
      <datalist id="filter-places">
        {places.slice(0, 500).map(({ name, claims }) => (
          <option key={name} value={name}>{`${claims}`}</option>
        ))}
      </datalist>
    </>
  );
}

function ActorInput(input: Input) {
  const { actors } = useNames();
  return (
    <>
      <input list="filter-actors" dir="auto" autocomplete="off" {...input} />
      <datalist id="filter-actors">
        {actors.slice(0, 500).map(({ name, claims }) => (
          <option key={name} value={name}>{`${claims}`}</option>
        ))}
      </datalist>
    </>
  );
}

function TypeInput(input: Input) {
  const names = useNames();
  const known = names.types.some(({ name }) => name === input.value);
  return (
    <select {...input}>
      <option value="">any</option>
      {input.value && !known && <option value={input.value}>{sayName(input.value)}</option>}
      {SYMBOLS.map(({ family, label }) => (
        <optgroup key={family} label={label}>
          {names.types
            .filter((type) => familyOf(names, type.name) === family)
            .map(({ name }) => (
              <option key={name} value={name}>
                {sayName(name)}
              </option>
            ))}
        </optgroup>
      ))}
    </select>
  );
}
