// Loading: what is asked for is loading, failed or ready, and the page says which.

import { useCallback, useLayoutEffect, useState } from "preact/hooks";
import { Failure } from "../data/request";

export type Loaded<Value> =
  | { state: "loading"; before: Value | null }
  | { state: "failed"; failure: Failure; retry: () => void }
  | { state: "ready"; value: Value; key: string };

/**
 * Loads anew when `key` changes; what was there before is kept until then, marked as loading. It is asked for
 * before anything is painted: a frame later would be a frame lost.
 */
export function useLoad<Value>(key: string, load: (signal: AbortSignal) => Promise<Value>): Loaded<Value> {
  const [loaded, setLoaded] = useState<Loaded<Value>>({ state: "loading", before: null });
  const [tries, setTries] = useState(0);
  const retry = useCallback(() => setTries((count) => count + 1), []);
  useLayoutEffect(() => {
    const control = new AbortController();
    setLoaded((last) => ({ state: "loading", before: last.state === "ready" ? last.value : null }));
    load(control.signal).then(
      (value) => {
        if (!control.signal.aborted) setLoaded({ state: "ready", value, key });
      },
      (error: unknown) => {
        if (control.signal.aborted) return;
        const failure = error instanceof Failure ? error : new Failure(String(error), null);
        setLoaded({ state: "failed", failure, retry });
      },
    );
    return () => control.abort();
  }, [key, tries]);
  return loaded;
}

/** The key of what is shown, once nothing newer is loading: it stands in the page for who waits for it. */
export function settled<Value>(loaded: Loaded<Value>): string | undefined {
  return loaded.state === "ready" ? loaded.key : undefined;
}

/** What can be shown now: the value, or the one before it while a new one loads. */
export function shown<Value>(loaded: Loaded<Value>): Value | null {
  if (loaded.state === "ready") return loaded.value;
  return loaded.state === "loading" ? loaded.before : null;
}
