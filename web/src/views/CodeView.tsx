import { useEffect } from "preact/hooks";
import { source } from "../data/source";
import { Heading } from "../parts/Heading";
import { Failed, Loading } from "../parts/Status";
import { useLoad } from "../state/load";
import { go, incidentAddress } from "../state/route";

/** A short reference code leads to its incident; where it stands for several, they are listed. */
export function CodeView({ code }: { code: string }) {
  const found = useLoad(code, async (signal) => (await source()).reference(code, signal));
  useEffect(() => {
    const only = found.state === "ready" && found.value.length === 1 ? found.value[0] : null;
    if (only) go(incidentAddress(only, {}), "replace");
  }, [found]);
  return (
    <div class="incident">
      <Heading title={`Reference ${code}`}>
        Reference <bdi>{code}</bdi>
      </Heading>
      {found.state === "failed" && <Failed what="This reference" failure={found.failure} retry={found.retry} />}
      {found.state === "loading" && <Loading what="the incident" />}
      {found.state === "ready" && found.value.length > 1 && (
        <ul>
          {found.value.map((id) => (
            <li key={id}>
              <a href={incidentAddress(id, {})}>{id}</a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
