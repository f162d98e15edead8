// What the words of the contract mean, told to a reader who has not read it.

export interface Word {
  label: string;
  meaning: string;
}

export const STATUS: Record<string, Word> = {
  single_source: {
    label: "Single source",
    meaning: "Only one origin tells this. Reports that repeat it are not counted as further sources.",
  },
  corroborated: { label: "Corroborated", meaning: "Two or more independent origins tell this." },
  contested: { label: "Contested", meaning: "Sources contradict one another; the contradictions are listed below." },
  denied: { label: "Denied", meaning: "A voice says that this did not happen, or that it did not do it." },
  retracted: { label: "Retracted", meaning: "The source has taken this back." },
};

export const GRADE: Record<string, Word> = {
  confirmed: { label: "confirmed", meaning: "a party to the war accepted responsibility" },
  fair: { label: "fair", meaning: "two or more credible sources, and the action is likely or known nearby" },
  weak: { label: "weak", meaning: "a single credible source, or none" },
  contested: { label: "contested", meaning: "sources name different parties" },
  discounted: { label: "discounted", meaning: "what speaks for it did not hold" },
};

export const MODALITY: Record<string, Word> = {
  alleged: { label: "Alleged", meaning: "The report keeps its distance from this." },
  denied: { label: "Denied", meaning: "The voice says that this is not so." },
  negated: { label: "Said not to have happened", meaning: "The report says that this did not happen." },
  planned: { label: "Planned", meaning: "Announced or vowed, not done." },
  demanded: { label: "Demanded", meaning: "Called for, not done." },
  possible: { label: "Possible", meaning: "Said to be possible only." },
  failed: { label: "Failed", meaning: "Tried, and not achieved." },
};

export const NEWNESS: Record<string, Word> = {
  ongoing: { label: "Ongoing", meaning: "The report tells this as going on." },
  background: { label: "Background", meaning: "History told for context, not news of this report." },
};

export const PRECISION: Record<string, string> = {
  point: "known to the spot",
  settlement: "known to the settlement",
  district: "known only to the district",
  division: "known only to the division",
  region: "known only to the region",
  country: "known only to the country",
  unresolved: "named, but not found in the gazetteer",
};

export const BASIS: Record<string, string> = {
  stated: "the report states the date",
  relative: "counted from the day of publication",
  inferred: "inferred from other dates in the report",
  publication: "no date told: no later than the report's publication",
};

export const KNOWN_BY: Record<string, string> = {
  option: "given when it was read",
  header: "stated in its header",
  metadata: "stated by the page's metadata",
  item: "stated by the list it came in",
  url: "read from its address",
  dateline: "stated in its dateline",
  inferred: "inferred, not stated",
};
