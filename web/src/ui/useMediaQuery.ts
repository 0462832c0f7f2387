import { useSyncExternalStore } from "react";

/** Does the page's environment match the media query of CSS now? */
export function useMediaQuery(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const list = window.matchMedia(query);
      list.addEventListener("change", changed);
      return () => list.removeEventListener("change", changed);
    },
    () => window.matchMedia(query).matches,
  );
}

/** As wide as a phone held upright. */
export const useIsNarrow = () => useMediaQuery("(width < 48rem)");
