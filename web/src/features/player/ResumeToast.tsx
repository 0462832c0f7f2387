// Offers to go on where the person left off. It takes no focus, and leaves six seconds after playback began.
import { X } from "lucide-react";
import { useEffect, useState } from "react";
import { useLocale } from "../../i18n";
import { usePlayer, usePlayerState } from "./playerContext";
import styles from "./ResumeToast.module.css";

const SHOWN_MS = 6_000;

export function ResumeToast({ seconds }: { seconds: number }) {
  const { t, format, direction } = useLocale();
  const player = usePlayer();
  const started = usePlayerState((state) => state.hasStarted);
  const ready = usePlayerState((state) => state.phase !== "loading" && state.failure === null);
  const [dismissed, setDismissed] = useState(false);
  const [held, setHeld] = useState(false);

  useEffect(() => {
    if (!started || held) return;
    const timer = window.setTimeout(() => setDismissed(true), SHOWN_MS);
    return () => window.clearTimeout(timer);
  }, [started, held]);

  if (dismissed || !ready) return null;

  function choose(position: number | null) {
    setDismissed(true);
    if (position !== null) player.seek(position);
    void player.play();
  }

  return (
    <div
      className={styles.toast}
      data-resume
      dir={direction}
      role="group"
      aria-label={t("player.resume.label")}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      {!started && (
        <button type="button" className={styles.continue} onClick={() => choose(null)}>
          {t("player.resume.continue", { time: format.clock(seconds) })}
        </button>
      )}
      {started && <span>{t("player.resume.continued", { time: format.clock(seconds) })}</span>}
      <button type="button" className={styles.over} onClick={() => choose(0)}>
        {t("player.resume.startOver")}
      </button>
      <button
        type="button"
        className={styles.close}
        aria-label={t("action.dismiss")}
        title={t("action.dismiss")}
        onClick={() => setDismissed(true)}
      >
        <X aria-hidden />
      </button>
    </div>
  );
}
