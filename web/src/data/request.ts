// Asks the API. What goes wrong is a Failure that says what it is: it is never an empty answer.

import type { Page } from "./nouns";

export class Failure extends Error {
  readonly status: number | null;

  constructor(message: string, status: number | null) {
    super(message);
    this.status = status;
  }
}

async function problemOf(answer: Response): Promise<Failure> {
  try {
    const problem = (await answer.json()) as { detail?: string; title?: string };
    return new Failure(problem.detail ?? problem.title ?? answer.statusText, answer.status);
  } catch {
    return new Failure(`The server answered ${answer.status} ${answer.statusText}`, answer.status);
  }
}

async function request<Body>(address: string, options: RequestInit): Promise<Body> {
  const { signal } = options;
  let answer: Response;
  try {
    answer = await fetch(address, options);
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Failure("The server cannot be reached. Is it still running?", null);
  }
  if (!answer.ok) throw await problemOf(answer);
  try {
    return (await answer.json()) as Body;
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Failure("The server's answer broke off or is not JSON.", answer.status);
  }
}

export function get<Body>(path: string, signal: AbortSignal, root = "/api/"): Promise<Body> {
  return request(`${root}${path}`, { signal, headers: { accept: "application/json" } });
}

export function post<Body>(path: string, body: unknown, token: string): Promise<Body> {
  const headers = { "content-type": "application/json", authorization: `Bearer ${token}` };
  return request(`/api/${path}`, { method: "POST", headers, body: JSON.stringify(body) });
}

/** All pages of a list, to be used only where a list is small by nature. */
export async function getAll<Item>(path: string, signal: AbortSignal): Promise<Item[]> {
  const items: Item[] = [];
  const join = path.includes("?") ? "&" : "?";
  for (let after: string | null = ""; after !== null; ) {
    const cursor: string = after ? `&after=${encodeURIComponent(after)}` : "";
    const page: Page<Item> = await get(`${path}${join}limit=500${cursor}`, signal);
    items.push(...page.items);
    after = page.next;
  }
  return items;
}
