// What lies over the picture: the large play button, waiting, trouble, and what comes after the end.
import { AudioLines, CloudOff, LoaderCircle, Play, RotateCcw, SkipForward } from "lucide-react";
import { useEffect, useState, type PointerEvent } from "react";
import { useLocale, useText } from "../../i18n";
import { Button } from "../../ui";
import type { RecordingInfo } from "./api";
import { FailureOverlay } from "./FailureOverlay";
import { usePlayer, usePlayerState } from "./playerContext";
import styles from "./PlayerOverlay.module.css";

export interface NextLecture {
  title: string;
  open: () => void;
}

interface Props {
  info: RecordingInfo;
  next: NextLecture | null;
  onDoubleClick: () => void;
}

const SPINNER_AFTER_MS = 400;

export function PlayerOverlay({ info, next, onDoubleClick }: Props) {
  const t = useText();
  const player = usePlayer();
  const phase = usePlayerState((state) => state.phase);
  const failure = usePlayerState((state) => state.failure);
  const connection = usePlayerState((state) => state.connection);

  // A tap on a touch screen only wakes the controls; the frame listens for that itself.
  function onPointerUp(event: PointerEvent) {
    if (event.pointerType === "mouse" && event.button === 0) player.toggle();
  }

  return (
    <div className={styles.overlay}>
      {!info.has_video && (
        <div className={styles.sound} aria-hidden>
          <AudioLines />
          <span>{info.title}</span>
        </div>
      )}
      <div className={styles.surface} onPointerUp={onPointerUp} onDoubleClick={onDoubleClick} />
      {failure && <FailureOverlay failure={failure} recordingId={info.id} />}
      {!failure && phase === "ended" && <AfterEnd next={next} />}
      {!failure && (phase === "paused" || phase === "loading") && (
        <button
          type="button"
          className={styles.bigPlay}
          aria-label={t("player.play")}
          onClick={() => player.toggle()}
        >
          <Play fill="currentColor" aria-hidden />
        </button>
      )}
      {!failure && connection && <ConnectionNotice retryAt={connection.retryAt} />}
      {!failure && !connection && phase === "waiting" && <Spinner />}
    </div>
  );
}

function Spinner() {
  const t = useText();
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = window.setTimeout(() => setShown(true), SPINNER_AFTER_MS);
    return () => window.clearTimeout(timer);
  }, []);
  if (!shown) return null;
  return (
    <div className={styles.spinner} role="status">
      <LoaderCircle aria-hidden />
      <span className="visually-hidden">{t("player.buffering")}</span>
    </div>
  );
}

/** A line at the edge: the picture goes on as long as there is something in the buffer. */
function ConnectionNotice({ retryAt }: { retryAt: number }) {
  const { t, format } = useLocale();
  const player = usePlayer();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), 500);
    return () => window.clearInterval(timer);
  }, []);
  const seconds = Math.max(0, Math.ceil((retryAt - now) / 1000));
  return (
    <div className={styles.connection} role="status">
      <CloudOff aria-hidden />
      <span>
        {t("player.connectionLost")}{" "}
        <span aria-hidden>
          {seconds > 0 ? t("player.retryIn", { seconds: format.number(seconds) }) : t("player.retrying")}
        </span>
      </span>
      <Button size="small" onClick={() => player.retryNow()}>
        {t("action.retry")}
      </Button>
    </div>
  );
}

function AfterEnd({ next }: { next: NextLecture | null }) {
  const t = useText();
  const player = usePlayer();
  return (
    <div className={styles.after}>
      {next && (
        <>
          <p className={styles.afterTitle}>
            {t("player.nextUp")} <strong>{next.title}</strong>
          </p>
          <Button look="primary" icon={<SkipForward className="flips" />} onClick={next.open}>
            {t("player.playNext")}
          </Button>
        </>
      )}
      <Button
        icon={<RotateCcw />}
        onClick={() => {
          player.seek(0);
          void player.play();
        }}
      >
        {t("player.watchAgain")}
      </Button>
    </div>
  );
}
