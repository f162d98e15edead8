import { useEffect, useState } from "preact/hooks";
import type { Control } from "../data/nouns";
import { source } from "../data/source";
import { Failed, Loading } from "../parts/Status";
import type { Filter } from "../state/filter";
import { shown, useLoad } from "../state/load";
import { nameOf, useNames } from "../state/names";
import { keep, kept } from "../state/route";
import { sayDay, sayInside, sayName, sayPlace } from "../words/say";

const LAYERS = {
  assessed: "the loser admits it, or two origins that are no party say so",
  claimed: "told otherwise",
} as const;

type Layer = keyof typeof LAYERS;

const EVERY = Object.keys(LAYERS) as Layer[];

/** Who is said to hold which place: two layers for the map, and the same as a table. */
export function ControlPanel({ filter, show }: { filter: Filter; show: (held: Control[]) => void }) {
  const before = kept("control");
  const [open, setOpen] = useState(before !== null);
  const [layers, setLayers] = useState<Layer[]>(EVERY.filter((layer) => (before ?? layer).includes(layer)));
  const { place, until, as_of } = filter;
  const loaded = useLoad(`${open} ${place} ${until} ${as_of}`, async (signal) =>
    open ? await (await source()).control(filter, signal) : [],
  );
  const held = (shown(loaded) ?? []).filter(({ layer }) => layers.includes(layer));
  const key = held.map(({ place, holder }) => `${place.id} ${holder}`).join();
  useEffect(() => show(held), [key]);
  useEffect(() => keep("control", open ? layers.join() || "none" : null), [open, layers.join()]);
  const toggle = (layer: Layer) =>
    setLayers((now) => (now.includes(layer) ? now.filter((one) => one !== layer) : [...now, layer]));

  return (
    <details class="control-panel" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Control</summary>
      {open && (
        <>
          <p class="aside">
            Who is said to hold a place {filter.until ? `at the end of ${sayDay(filter.until)}` : "by the last told"}.
          </p>
          {EVERY.map((layer) => (
            <label key={layer}>
              <input type="checkbox" checked={layers.includes(layer)} onChange={() => toggle(layer)} />{" "}
              <span class={`held held-${layer}`}>{sayName(layer)}</span> <span class="aside">{LAYERS[layer]}</span>
            </label>
          ))}
          {loaded.state === "failed" && <Failed what="Control" failure={loaded.failure} retry={loaded.retry} />}
          {loaded.state === "loading" && <Loading what="control" />}
          {loaded.state === "ready" && (held.length ? <HeldTable held={held} /> : <p>Nobody is said to hold a place.</p>)}
        </>
      )}
    </details>
  );
}

function HeldTable({ held }: { held: Control[] }) {
  const names = useNames();
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Place</th>
          <th scope="col">Held by</th>
          <th scope="col">On whose word</th>
        </tr>
      </thead>
      <tbody>
        {held.map(({ place, holder, state, layer, since, accounts }) => (
          <tr key={`${place.id} ${holder}`}>
            <th scope="row">
              <bdi>{sayPlace(place)}</bdi>
            </th>
            <td>
              <bdi>{nameOf(names.actors, holder)}</bdi>
              <span class="aside">
                {" "}
                {layer}
                {state !== "held" && `, ${sayInside(state)}`}
                {since && `, since ${sayDay(since)}`}
              </span>
            </td>
            <td>{[...new Set(accounts.map(({ voice }) => voice))].join("; ")}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
