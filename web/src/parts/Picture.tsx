import { useState } from "preact/hooks";
import { savePng, saveSvg } from "../map/saving";

/** Takes a picture away as a file. */
export function Picture({ name, of }: { name: string; of: () => SVGSVGElement | null }) {
  const [failed, setFailed] = useState("");
  const save = (how: typeof saveSvg | typeof savePng) => () => {
    const picture = of();
    if (!picture) return;
    setFailed("");
    Promise.resolve(how(picture, `warmonitor-${name}`)).catch((error: unknown) => setFailed(String(error)));
  };
  return (
    <p class={`save save-${name}`}>
      <span class="aside">Picture of the {name}:</span>{" "}
      <button type="button" aria-label={`Save the ${name} as SVG`} onClick={save(saveSvg)}>
        SVG
      </button>{" "}
      <button type="button" aria-label={`Save the ${name} as PNG`} onClick={save(savePng)}>
        PNG
      </button>
      {failed && <span role="alert"> The picture could not be made: {failed}</span>}
    </p>
  );
}
