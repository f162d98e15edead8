import type { Descent, Report } from "../data/nouns";
import type { Filter } from "../state/filter";
import { reportAddress } from "../state/route";
import { sayCount, sayName } from "../words/say";

interface Props {
  origins: Descent;
  reports: Map<string, Report>;
  filter: Filter;
}

/** Whose word it is in the end, and who copies whom. */
export function Origins({ origins: { origins, copies }, reports, filter }: Props) {
  const link = (id: string) => (
    <a href={reportAddress(id, filter)}>
      <bdi>{reports.get(id)?.outlet ?? id}</bdi>
    </a>
  );
  return (
    <section aria-labelledby="origins">
      <h2 id="origins">Where it comes from</h2>
      <div class="scrolling" tabIndex={0} role="region" aria-label="Origins and the reports that carry them">
        <table class="told">
          <thead>
            <tr>
              <th scope="col">Origin</th>
              <th scope="col">Kind</th>
              <th scope="col">Claims</th>
              <th scope="col">Carried by</th>
            </tr>
          </thead>
          <tbody>
            {origins.map(({ key, label, kind, party, claims, reports: carriers }) => (
              <tr key={key}>
                <th scope="row">
                  <bdi>{label}</bdi>
                </th>
                <td>
                  {sayName(kind)}
                  {party && <span class="aside"> speaks for a party</span>}
                </td>
                <td>{claims.length}</td>
                <td>
                  {carriers.map((id, index) => (
                    <span key={id}>
                      {index > 0 && ", "}
                      {link(id)}
                    </span>
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {copies.length === 0 ? (
        <p class="aside">None of its reports is a copy of another.</p>
      ) : (
        <>
          <p>{sayCount(copies.length, "report")} copied from another, which add no word of their own:</p>
          <ul>
            {copies.map(({ report, first }) => (
              <li key={report}>
                {link(report)} copies {link(first)}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
