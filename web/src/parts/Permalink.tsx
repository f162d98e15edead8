import { useState } from "preact/hooks";
import { codeAddress } from "../state/route";

const LETTERS = 8;

/** A short code for an incident, to be said over a telephone: the beginning of its id. */
export function codeOf(incident: string): string {
  const letters = incident.replace(/^i-/, "").slice(0, LETTERS).toUpperCase();
  return `${letters.slice(0, LETTERS / 2)}-${letters.slice(LETTERS / 2)}`;
}

/** The lasting address of what is shown, and its short code where it has one. */
export function Permalink({ address, reference, code }: { address: string; reference: string; code?: string }) {
  const [said, setSaid] = useState("");
  const whole = new URL(address, location.href).href;
  const copy = () => {
    navigator.clipboard.writeText(whole).then(
      () => setSaid("Copied"),
      () => setSaid("Could not copy; select the address instead"),
    );
  };
  return (
    <p class="permalink">
      Permalink <a href={address}>{reference}</a>{" "}
      <button type="button" onClick={copy}>
        Copy
      </button>{" "}
      <span role="status">{said}</span>
      {code && (
        <>
          {" "}
          Reference <a href={codeAddress(code)}>{code}</a>
        </>
      )}
    </p>
  );
}
