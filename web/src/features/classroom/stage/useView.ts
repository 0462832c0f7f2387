// Tells the call how large a tile is, so that nothing is received that nobody can see.
import { useEffect, type RefObject } from "react";
import { useClassroom } from "../classroomContext";
import type { TileKey } from "./layout";

/** More than this a picture does not gain from the finer pixels of a display. */
const FINEST = 2;

export function useView(
  tile: RefObject<HTMLElement | null>,
  { participantId, shows }: TileKey,
  isPinned: boolean,
): void {
  const { views } = useClassroom().media;
  useEffect(() => {
    const element = tile.current;
    if (!element) return;
    let isVisible = true;
    const tell = () => {
      const height = element.clientHeight * Math.min(FINEST, window.devicePixelRatio);
      views.set(participantId, shows, { height, isVisible, isPinned });
    };
    const sizes = new ResizeObserver(tell);
    const sights = new IntersectionObserver((entries) => {
      isVisible = entries.at(-1)?.isIntersecting ?? true;
      tell();
    });
    sizes.observe(element);
    sights.observe(element);
    return () => {
      sizes.disconnect();
      sights.disconnect();
      views.set(participantId, shows, null);
    };
  }, [tile, views, participantId, shows, isPinned]);
}
