// Controls fade while a lecture plays and nobody moves; any sign of a person brings them back.
import { useEffect, useState, type RefObject } from "react";

const IDLE_MS = 3_000;

export function useAutoHide(frame: RefObject<HTMLElement | null>, playing: boolean): boolean {
  const [shown, setShown] = useState(true);

  useEffect(() => {
    const element = frame.current;
    if (!element || !playing) return;
    const stop = new AbortController();
    let timer = 0;
    const hideLater = () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(() => {
        if (isInUse(element)) hideLater();
        else setShown(false);
      }, IDLE_MS);
    };
    const wake = () => {
      setShown(true);
      hideLater();
    };
    for (const name of ["pointermove", "pointerdown", "keydown", "focusin"]) {
      element.addEventListener(name, wake, { signal: stop.signal });
    }
    element.addEventListener("pointerleave", () => !isInUse(element) && setShown(false), {
      signal: stop.signal,
    });
    hideLater();
    return () => {
      stop.abort();
      window.clearTimeout(timer);
      setShown(true);
    };
  }, [frame, playing]);

  return shown;
}

// Somebody reads a menu, or goes through the controls with the keyboard.
function isInUse(element: HTMLElement): boolean {
  return element.querySelector("[aria-expanded=true], :focus-visible") !== null;
}
