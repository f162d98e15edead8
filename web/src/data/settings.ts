// What whoever serves the page wrote into it.

function setting(name: string): string | null {
  return document.querySelector<HTMLMetaElement>(`meta[name="warmonitor-${name}"]`)?.content ?? null;
}

/** Whether the data are files beside the page, as in a published site. */
export const FILES = setting("source") === "files";

/** The address of map tiles with {z}, {x} and {y}; without one the map is drawn from the package. */
export const TILES = setting("tiles");
