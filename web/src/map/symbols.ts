// One symbol per family of types: a shape and a colour, so that neither is needed alone.

export interface Symbol {
  family: string;
  label: string;
  /** An SVG path in a square of 24 by 24. */
  path: string;
}

export const OTHER: Symbol = { family: "other", label: "Other", path: "M12 3a9 9 0 1 1 0 18a9 9 0 1 1 0-18z" };

export const SYMBOLS: readonly Symbol[] = [
  { family: "fighting", label: "Fighting", path: "M12 1.5 22.5 12 12 22.5 1.5 12z" },
  { family: "territory", label: "Territory", path: "M12 2 22.5 21h-21z" },
  { family: "people", label: "Against people", path: "M12 2.5a9.5 9.5 0 1 1 0 19a9.5 9.5 0 1 1 0-19z" },
  { family: "things", label: "Things", path: "M3 3h18v18H3z" },
  { family: "public_order", label: "Public order", path: "M12 1.5 22.5 9.3 18.5 21.5h-13L1.5 9.3z" },
  { family: "forces", label: "Forces and friends", path: "M6.5 2.5h11L23 12l-5.5 9.5h-11L1 12z" },
  { family: "deals", label: "Deals", path: "M8.5 2h7v6.5H22v7h-6.5V22h-7v-6.5H2v-7h6.5z" },
  { family: "words", label: "Words", path: "M2 3h20v14H12l-5 5v-5H2z" },
];

const BY_FAMILY = new Map(SYMBOLS.map((symbol) => [symbol.family, symbol]));

export function symbolOf(family: string | undefined): Symbol {
  return BY_FAMILY.get(family ?? "") ?? OTHER;
}
