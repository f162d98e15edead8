import { useState } from "preact/hooks";

/** The lasting address of what is shown. */
export function Permalink({ address, reference }: { address: string; reference: string }) {
  const [said, setSaid] = useState("");
  const whole = `${location.origin}${address}`;
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
    </p>
  );
}
