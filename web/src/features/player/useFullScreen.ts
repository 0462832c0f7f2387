// Full screen for the whole frame, so that our controls stay; iPhones can only give it to the video itself.
import { useCallback, useEffect, useState, type RefObject } from "react";

interface PhoneVideo extends HTMLVideoElement {
  webkitEnterFullscreen?: () => void;
}

export interface FullScreen {
  active: boolean;
  toggle: () => void;
}

export function useFullScreen(frame: RefObject<HTMLElement | null>, video: PhoneVideo): FullScreen {
  const [active, setActive] = useState(false);

  useEffect(() => {
    const read = () =>
      setActive(document.fullscreenElement !== null && document.fullscreenElement === frame.current);
    document.addEventListener("fullscreenchange", read);
    return () => document.removeEventListener("fullscreenchange", read);
  }, [frame]);

  const toggle = useCallback(() => {
    if (document.fullscreenElement) void document.exitFullscreen();
    else if (document.fullscreenEnabled) void frame.current?.requestFullscreen().catch(() => undefined);
    else video.webkitEnterFullscreen?.();
  }, [frame, video]);

  return { active, toggle };
}
