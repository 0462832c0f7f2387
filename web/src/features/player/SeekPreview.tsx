// The picture and time above the seek bar. Without a storyboard (sound alone, still being made) only the time.
import { useQuery } from "@tanstack/react-query";
import { useLayoutEffect, useRef, useState, type RefObject } from "react";
import { apiFetch } from "../../api";
import { throwUnlessOk } from "../../api/http";
import { useLocale } from "../../i18n";
import { frameAt, parseStoryboard, type StoryboardFrame } from "./core/storyboard";
import styles from "./SeekBar.module.css";

async function loadStoryboard(address: string): Promise<StoryboardFrame[]> {
  const absolute = new URL(address, window.location.origin).href;
  const response = await throwUnlessOk(await apiFetch(new Request(absolute)));
  return parseStoryboard(await response.text(), absolute);
}

interface Props {
  storyboard: string | null;
  seconds: number;
  percent: number;
  bar: RefObject<HTMLElement | null>;
}

export function SeekPreview({ storyboard, seconds, percent, bar }: Props) {
  const { format } = useLocale();
  const box = useRef<HTMLDivElement>(null);
  const [left, setLeft] = useState(0);
  const { data: frames = [] } = useQuery({
    queryKey: ["storyboard", storyboard],
    queryFn: () => loadStoryboard(storyboard ?? ""),
    enabled: storyboard !== null,
    staleTime: Infinity,
    retry: false,
  });
  const frame = frameAt(frames, seconds);

  // Centred over the pointer, but never outside the picture.
  useLayoutEffect(() => {
    const width = box.current?.offsetWidth ?? 0;
    const room = bar.current?.offsetWidth ?? 0;
    setLeft(Math.max(0, Math.min(room - width, (percent / 100) * room - width / 2)));
  }, [percent, frame?.width, bar]);

  return (
    <div ref={box} className={styles.preview} style={{ left }} aria-hidden>
      {frame && (
        <span
          className={styles.picture}
          style={{
            width: frame.width,
            height: frame.height,
            backgroundImage: `url("${frame.sheet}")`,
            backgroundPosition: `-${frame.x}px -${frame.y}px`,
          }}
        />
      )}
      <span className={styles.time}>{format.clock(seconds)}</span>
    </div>
  );
}
