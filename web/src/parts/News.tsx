import { useEffect, useState } from "preact/hooks";
import { source } from "../data/source";
import { type Filter, writeFilter } from "../state/filter";
import { sayCount } from "../words/say";

/** Says that incidents of the filter are new or changed since they were loaded; a press shows them. */
export function News({ filter, show }: { filter: Filter; show: () => void }) {
  const [waiting, setWaiting] = useState(0);
  const key = writeFilter(filter);
  useEffect(() => {
    setWaiting(0);
    let end = () => undefined as void;
    let left = false;
    source().then((data) => {
      if (!left) end = data.listen(filter, (incidents) => setWaiting((count) => count + incidents));
    }, () => undefined);
    return () => {
      left = true;
      end();
    };
  }, [key]);
  return (
    <div class="news" role="status">
      {waiting > 0 && (
        <button
          type="button"
          onClick={() => {
            setWaiting(0);
            show();
          }}
        >
          {sayCount(waiting, "incident")} new or changed: show
        </button>
      )}
    </div>
  );
}
