// Connects a player with the reporter of what was watched.
import type { Player } from "./player";
import type { PlaybackMoment, ProgressReporter } from "./progressReporter";

export function attachReporter(player: Player, reporter: ProgressReporter): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  let before = player.state;

  const unsubscribe = player.subscribe(() => {
    const now = player.state;
    const was = before;
    before = now;
    if (now.phase !== was.phase) {
      if (now.phase === "waiting" && was.phase === "playing" && !player.video.seeking) reporter.stalled();
      if (now.phase === "paused" && (was.phase === "playing" || was.phase === "waiting")) {
        reporter.stopped("pause", momentOf(player));
      }
      if (now.phase === "ended") reporter.stopped("ended", momentOf(player));
    }
    if (now.phase === "playing" && !player.video.seeking) reporter.playing(momentOf(player));
  });

  player.video.addEventListener("seeking", () => reporter.seeking(), { signal });
  window.addEventListener("pagehide", () => reporter.leaving(momentOf(player)), { signal });
  document.addEventListener(
    "visibilitychange",
    () => {
      if (document.visibilityState === "hidden") reporter.leaving(momentOf(player));
    },
    { signal },
  );

  return () => {
    stop.abort();
    unsubscribe();
    reporter.leaving(momentOf(player));
  };
}

function momentOf({ state }: Player): PlaybackMoment {
  const { position, duration, speed, shownLevel } = state;
  return { position, duration, speed, quality: shownLevel?.name ?? null };
}
