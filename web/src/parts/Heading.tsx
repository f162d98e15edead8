import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

/** The heading of a view: names the window and takes the focus, so that a screen reader says where one is. */
export function Heading({ title, children }: { title: string; children: ComponentChildren }) {
  const heading = useRef<HTMLHeadingElement>(null);
  // At once, and not after the next picture: the heading that leaves resets the title, the one that comes sets it.
  useLayoutEffect(() => {
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
