import { symbolOf } from "../map/symbols";

/** The symbol of a family of types; the words beside it say the same. */
export function FamilySymbol({ family, size = 18 }: { family: string; size?: number }) {
  return (
    <svg class={`symbol family-${family}`} viewBox="0 0 24 24" width={size} height={size} aria-hidden="true">
      <path d={symbolOf(family).path} />
    </svg>
  );
}
