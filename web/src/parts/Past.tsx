import type { History, Revision } from "../data/nouns";
import { sayCount, sayInside, sayInstant, sayName } from "../words/say";

/** The fields in which a revision differs from the one before. */
function changes(one: Revision, before: Revision | undefined): string[] {
  if (one.withdrawn) return [one.redirect ? `withdrawn, now ${one.redirect}` : "withdrawn"];
  if (!before) return ["first known"];
  const names = new Set([...Object.keys(one.noun), ...Object.keys(before.noun)]);
  return [...names].filter((name) => JSON.stringify(one.noun[name]) !== JSON.stringify(before.noun[name])).map(sayName);
}

/** What a thing was, revision by revision, and what reviewers decided about it. */
export function Past({ history: { revisions, reviews } }: { history: History }) {
  return (
    <details class="past">
      <summary>
        History: {sayCount(revisions.length, "revision")}, {sayCount(reviews.length, "review")}
      </summary>
      <div class="scrolling" tabIndex={0} role="region" aria-label="Revisions">
        <table class="told">
          <thead>
            <tr>
              <th scope="col">When</th>
              <th scope="col">By</th>
              <th scope="col">What</th>
              <th scope="col">Changed</th>
            </tr>
          </thead>
          <tbody>
            {revisions.map((one, index) => (
              <tr key={one.revision}>
                <th scope="row">{sayInstant(one.recorded_at)}</th>
                <td>
                  <bdi>{one.who}</bdi>
                </td>
                <td>
                  {sayName(one.what)}
                  {one.why && <span class="aside"> {one.why}</span>}
                </td>
                <td>{changes(one, revisions[index - 1]).join(", ")}</td>
              </tr>
            ))}
            {reviews.map((one) => (
              <tr key={one.id}>
                <th scope="row">{sayInstant(one.at)}</th>
                <td>
                  <bdi>{one.who}</bdi>
                </td>
                <td>
                  Review: {sayInside(one.act)}
                  {one.undone && <em class="unknown"> undone</em>}
                </td>
                <td>
                  <bdi>{one.why}</bdi>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
