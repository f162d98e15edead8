import { source } from "../data/source";
import { Heading } from "../parts/Heading";
import { Failed, Loading } from "../parts/Status";
import { FILTER_NAMES, type Filter, writeFilter } from "../state/filter";
import { useLoad } from "../state/load";

/** Exports and situation reports of exactly what the filter keeps. */
export function AwayView({ filter }: { filter: Filter }) {
  const loaded = useLoad(`away ${writeFilter(filter)}`, async () => (await source()).takeAway(filter));
  const asked = FILTER_NAMES.filter((name) => filter[name]).map((name) => `${name} ${filter[name]}`);
  return (
    <div class="panel">
      <Heading title="Take away">Take away</Heading>
      <p>
        Exactly what the filter keeps, no more and no less: <bdi>{asked.join(", ") || "everything"}</bdi>. The map and each chart
        have buttons beside them that save a picture.
      </p>
      {loaded.state === "failed" && <Failed what="The list of formats" failure={loaded.failure} retry={loaded.retry} />}
      {loaded.state === "loading" && <Loading what="formats" />}
      {loaded.state === "ready" && (
        <table class="told">
          <thead>
            <tr>
              <th scope="col">Format</th>
              <th scope="col">Holds</th>
            </tr>
          </thead>
          <tbody>
            {loaded.value.map(({ name, holds, address }) => (
              <tr key={name}>
                <th scope="row">
                  <a href={address} download>
                    {name}
                  </a>
                </th>
                <td>{holds}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
