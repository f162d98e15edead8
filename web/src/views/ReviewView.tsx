import { useEffect, useRef, useState } from "preact/hooks";
import type { Act, Draft, Review, Waiting } from "../data/nouns";
import { type Desk, source } from "../data/source";
import { Heading } from "../parts/Heading";
import { Empty, Failed, Loading } from "../parts/Status";
import { Failure } from "../data/request";
import { type Filter, writeFilter } from "../state/filter";
import { useLoad } from "../state/load";
import { sayCount, sayInside, sayInstant, sayName } from "../words/say";
import { DeskItem } from "./DeskItem";

const REASONS = ["contested", "high-toll", "low-confidence", "new-actor", "unresolved-place"];
const TOKEN = "warmonitor-token";
const KEYS: [string, string][] = [
  ["j / k", "next, previous"],
  ["a", "accept"],
  ["r", "reject"],
  ["e", "correct"],
  ["c", "comment"],
  ["u", "undo the last decision"],
];

/** The reviewer's desk: what waits, deciding about it, and who decided what. */
export function ReviewView({ filter }: { filter: Filter }) {
  const desk = useLoad("desk", async () => (await source()).desk);
  if (desk.state === "loading") return <Loading what="the desk" />;
  if (desk.state === "failed") return <Failed what="The desk" failure={desk.failure} retry={desk.retry} />;
  return (
    <div class="panel">
      <Heading title="Review">Review</Heading>
      {desk.value ? (
        <AtDesk desk={desk.value} filter={filter} />
      ) : (
        <Empty>This is a published copy: it can be read, not reviewed.</Empty>
      )}
    </div>
  );
}

function AtDesk({ desk, filter }: { desk: Desk; filter: Filter }) {
  const [reason, setReason] = useState("");
  const [token, setToken] = useState(() => sessionStorage.getItem(TOKEN) ?? "");
  const [why, setWhy] = useState("");
  const [at, setAt] = useState(0);
  const [round, setRound] = useState(0);
  const [said, setSaid] = useState<{ words: string; failed: boolean } | null>(null);
  const queue = useLoad(`queue ${writeFilter(filter)} ${reason} ${round}`, (signal) => desk.queue(filter, reason, signal));
  const log = useLoad(`log ${round}`, (signal) => desk.reviews(signal));
  const waiting = queue.state === "ready" ? queue.value : queue.state === "loading" ? (queue.before ?? []) : [];
  const current = waiting[Math.min(at, waiting.length - 1)];
  const reviews = log.state === "ready" ? log.value : log.state === "loading" ? (log.before ?? []) : [];
  const words = useRef<HTMLInputElement>(null);

  const decide = async (draft: Omit<Draft, "why">) => {
    if (!token) {
      setSaid({ words: "Deciding takes a token; it was given to whoever may review.", failed: true });
      return;
    }
    setSaid({ words: "Deciding…", failed: false });
    try {
      const { review, linked } = await desk.decide({ ...draft, why }, token);
      const later = linked ? "" : "; incidents are being linked anew";
      setSaid({ words: `${review.id}: ${sayInside(review.act)}, by ${review.who}${later}`, failed: false });
      setWhy("");
      setRound((count) => count + 1);
    } catch (error) {
      setSaid({ words: error instanceof Failure ? error.message : String(error), failed: true });
    }
  };
  const undo = (review: Review | undefined) => review && void decide({ act: "undo", subjects: [], undoes: review.id });
  const simply = (act: Act) => current && void decide({ act, subjects: [current.id] });
  const acts: Record<string, () => unknown> = {
    j: () => setAt(Math.min(at + 1, waiting.length - 1)),
    k: () => setAt(Math.max(at - 1, 0)),
    a: () => simply("accept"),
    r: () => simply("reject"),
    c: () => words.current?.focus(),
    e: () => document.querySelector<HTMLElement>(".desk-item input")?.focus(),
    u: () => undo(reviews.find(({ undone, act }) => !undone && act !== "undo")),
  };
  const latest = useRef(acts);
  latest.current = acts;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const typing = (event.target as Element | null)?.closest("input, select, textarea, [contenteditable]");
      if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
      const act = latest.current[event.key];
      if (act) {
        event.preventDefault();
        act();
      }
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);

  return (
    <>
      <div class="desk-set filters">
        <p class="field">
          <label for="desk-token">Token</label>
          <input
            id="desk-token"
            type="password"
            autocomplete="off"
            value={token}
            onInput={(event) => {
              setToken(event.currentTarget.value);
              sessionStorage.setItem(TOKEN, event.currentTarget.value);
            }}
          />
        </p>
        <p class="field">
          <label for="desk-reason">Waits because</label>
          <select id="desk-reason" value={reason} onChange={(event) => setReason(event.currentTarget.value)}>
            <option value="">any reason</option>
            {REASONS.map((one) => (
              <option key={one} value={one}>
                {sayName(one.replace("-", "_"))}
              </option>
            ))}
          </select>
        </p>
        <p class="field">
          <label for="desk-why">Why (kept with the decision)</label>
          <input id="desk-why" ref={words} dir="auto" value={why} onInput={(event) => setWhy(event.currentTarget.value)} />
        </p>
      </div>
      <details>
        <summary>Keys</summary>
        <dl class="keys">
          {KEYS.map(([key, act]) => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{act}</dd>
            </div>
          ))}
        </dl>
      </details>
      <p class={said?.failed ? "said failed" : "said"} role={said?.failed ? "alert" : "status"}>
        {said?.words}
      </p>
      {queue.state === "failed" && <Failed what="The queue" failure={queue.failure} retry={queue.retry} />}
      {queue.state === "loading" && !waiting.length && <Loading what="the queue" />}
      {queue.state === "ready" && !waiting.length && <Empty>Nothing of this filter waits for a reviewer.</Empty>}
      {waiting.length > 0 && (
        <div class="desk">
          <Queue waiting={waiting} current={current} choose={setAt} />
          {current && <DeskItem key={current.id} desk={desk} item={current} filter={filter} decide={decide} />}
        </div>
      )}
      <h2 id="log">Who decided what</h2>
      {log.state === "failed" && <Failed what="The log of reviews" failure={log.failure} retry={log.retry} />}
      {log.state === "ready" && !reviews.length && <Empty>Nothing was reviewed yet.</Empty>}
      {reviews.length > 0 && <Log reviews={reviews} undo={undo} />}
    </>
  );
}

interface QueueProps {
  waiting: Waiting[];
  current: Waiting | undefined;
  choose: (index: number) => void;
}

function Queue({ waiting, current, choose }: QueueProps) {
  return (
    <section aria-label={`Queue: ${sayCount(waiting.length, "thing")} waiting`} class="queue">
      <ol class="rows">
        {waiting.map((item, index) => (
          <li key={item.reason + item.id}>
            <button type="button" aria-current={item === current ? "true" : undefined} onClick={() => choose(index)}>
              <strong>{sayName(item.reason.replace("-", "_"))}</strong> <span class="aside">{item.why}</span>
              {item.quote && <bdi class="queue-quote">{item.quote}</bdi>}
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Log({ reviews, undo }: { reviews: Review[]; undo: (review: Review) => void }) {
  return (
    <div class="scrolling" tabIndex={0} role="region" aria-labelledby="log">
      <table class="told">
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">Who</th>
            <th scope="col">What</th>
            <th scope="col">Why</th>
            <th scope="col">Undo</th>
          </tr>
        </thead>
        <tbody>
          {reviews.map((review) => (
            <tr key={review.id}>
              <th scope="row">{sayInstant(review.at)}</th>
              <td>
                <bdi>{review.who}</bdi>
              </td>
              <td>
                {sayName(review.act)} {review.undoes ?? review.subjects.join(", ")}
                {review.edits?.map(({ path, value }) => (
                  <code key={path}>
                    {" "}
                    {path} = {JSON.stringify(value)}
                  </code>
                ))}
              </td>
              <td>
                <bdi>{review.why}</bdi>
              </td>
              <td>
                {review.undone ? (
                  <em class="unknown">undone</em>
                ) : (
                  review.act !== "undo" && (
                    <button type="button" aria-label={`Undo ${review.id}`} onClick={() => undo(review)}>
                      Undo
                    </button>
                  )
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
