// The lecture as a line: what is loaded, what was watched, where we are, and a picture of where we could go.
import { useRef, useState, type KeyboardEvent, type PointerEvent } from "react";
import { useLocale } from "../../i18n";
import { classes } from "../../ui";
import type { ProgressReporter } from "./core/progressReporter";
import type { Range } from "./core/ranges";
import { spokenTime } from "./core/spokenTime";
import { usePlayer, usePlayerState } from "./playerContext";
import styles from "./SeekBar.module.css";
import { SeekPreview } from "./SeekPreview";

interface Props {
  storyboard: string | null;
  reporter: ProgressReporter;
}

const PREVIEW_AFTER_KEY_MS = 1_500;

export function SeekBar({ storyboard, reporter }: Props) {
  const { t, locale } = useLocale();
  const player = usePlayer();
  const position = usePlayerState((state) => state.position);
  const duration = usePlayerState((state) => state.duration);
  const buffered = usePlayerState((state) => state.buffered);
  const bar = useRef<HTMLDivElement>(null);
  const hideTimer = useRef<number | undefined>(undefined);
  const [dragged, setDragged] = useState<number | null>(null);
  const [pointed, setPointed] = useState<number | null>(null);

  const shown = dragged ?? position;
  const share = (seconds: number) => (duration > 0 ? Math.min(100, (100 * seconds) / duration) : 0);

  function secondsAt(event: PointerEvent): number {
    const box = bar.current?.getBoundingClientRect();
    if (!box || box.width === 0) return 0;
    return Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)) * duration;
  }

  function onPointerDown(event: PointerEvent<HTMLDivElement>) {
    if (event.button !== 0 || duration === 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    setDragged(secondsAt(event));
    setPointed(secondsAt(event));
  }

  function onPointerMove(event: PointerEvent<HTMLDivElement>) {
    const seconds = secondsAt(event);
    setPointed(seconds);
    if (dragged !== null) setDragged(seconds);
  }

  function onPointerUp(event: PointerEvent<HTMLDivElement>) {
    if (dragged === null) return;
    player.seek(secondsAt(event));
    setDragged(null);
    if (event.pointerType !== "mouse") setPointed(null);
  }

  function onKeyDown(event: KeyboardEvent) {
    const target = {
      ArrowLeft: position - 5,
      ArrowDown: position - 5,
      ArrowRight: position + 5,
      ArrowUp: position + 5,
      PageDown: position - 60,
      PageUp: position + 60,
      Home: 0,
      End: duration,
    }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    player.seek(target);
    setPointed(Math.min(duration, Math.max(0, target)));
    window.clearTimeout(hideTimer.current);
    hideTimer.current = window.setTimeout(() => setPointed(null), PREVIEW_AFTER_KEY_MS);
  }

  return (
    <div
      ref={bar}
      className={classes(styles.bar, dragged !== null && styles.dragging)}
      role="slider"
      tabIndex={0}
      aria-label={t("player.seek")}
      aria-valuemin={0}
      aria-valuemax={Math.floor(duration)}
      aria-valuenow={Math.floor(shown)}
      aria-valuetext={t("player.seekValue", {
        position: spokenTime(locale, shown),
        duration: spokenTime(locale, duration),
      })}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={() => setDragged(null)}
      onPointerLeave={() => dragged === null && setPointed(null)}
      onKeyDown={onKeyDown}
      onBlur={() => setPointed(null)}
    >
      <div className={styles.track}>
        <Layer ranges={buffered} share={share} className={styles.buffered} />
        <span className={styles.played} style={{ width: `${share(shown)}%` }} />
      </div>
      <Layer ranges={reporter.watched} share={share} className={styles.watched} />
      <span className={styles.thumb} style={{ left: `${share(shown)}%` }} />
      {pointed !== null && duration > 0 && (
        <SeekPreview storyboard={storyboard} seconds={pointed} percent={share(pointed)} bar={bar} />
      )}
    </div>
  );
}

interface LayerProps {
  ranges: readonly Range[];
  share: (seconds: number) => number;
  className: string | undefined;
}

function Layer({ ranges, share, className }: LayerProps) {
  return ranges.map((range) => (
    <span
      key={range.from}
      className={className}
      style={{ left: `${share(range.from)}%`, width: `${share(range.to) - share(range.from)}%` }}
    />
  ));
}
