import { STATUS } from "../words/explain";

/** The status as a word with a mark of its own; the mark alone is told apart without colour. */
export function StatusBadge({ status }: { status: string }) {
  return <span class={`badge status-${status}`}>{STATUS[status]?.label ?? status}</span>;
}
