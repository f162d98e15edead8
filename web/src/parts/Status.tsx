// A state says what it is: a failure never looks like calm, and nothing found never looks like a failure.

import type { ComponentChildren } from "preact";
import type { Failure } from "../data/request";

export function Loading({ what }: { what: string }) {
  return (
    <p class="state loading" role="status">
      Loading {what}…
    </p>
  );
}

export function Failed({ what, failure, retry }: { what: string; failure: Failure; retry: () => void }) {
  return (
    <div class="state failed" role="alert">
      <p>
        <strong>{what} could not be loaded.</strong> This does not mean that nothing happened.
      </p>
      <p>{failure.message}</p>
      <button type="button" onClick={retry}>
        Try again
      </button>
    </div>
  );
}

export function Empty({ children }: { children: ComponentChildren }) {
  return <div class="state empty">{children}</div>;
}
