// A claim as fields to be corrected: each a JSON Pointer and its value in words.

import type { Claim } from "../data/nouns";

export interface Leaf {
  path: string;
  /** The value as JSON, a text without its quotation marks. */
  words: string;
  /** The pointer to the span that goes with a text of the report. */
  span: string | null;
}

/** What names the claim, or follows from a text beside it. */
const FIXED = new Set(["id", "report", "rule", "block", "span"]);

export function leavesOf(claim: Claim): Leaf[] {
  return [...walk(claim, "")];
}

function* walk(value: unknown, path: string): Generator<Leaf> {
  if (value === null || typeof value !== "object") {
    yield { path, words: typeof value === "string" ? value : JSON.stringify(value), span: null };
    return;
  }
  if (Array.isArray(value) && !value.length) {
    yield { path, words: "[]", span: null };
    return;
  }
  const spanned = "span" in value;
  for (const [name, inner] of Object.entries(value)) {
    if (FIXED.has(name)) continue;
    const own = spanned && (name === "text" || name === "quote") ? `${path}/span` : null;
    for (const leaf of walk(inner, `${path}/${name}`)) yield own ? { ...leaf, span: own } : leaf;
  }
}

/** What was typed as a value: JSON where it is JSON, else the words themselves. */
export function valueOf(words: string): unknown {
  try {
    return JSON.parse(words);
  } catch {
    return words;
  }
}
