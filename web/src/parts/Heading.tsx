import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

/** The heading of a view: names the window and takes the focus, so that a screen reader says where one is. */
export function Heading({ title, children }: { title: string; children: ComponentChildren }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · warmonitor`;
    if (!location.hash) heading.current?.focus({ preventScroll: true });
    return () => {
      document.title = "warmonitor";
    };
  }, [title]);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children}
    </h1>
  );
}
