// Playback cannot go on: what happened, what to do, and what to tell the people who can help.
import { ClipboardCopy, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { useText } from "../../i18n";
import { Button } from "../../ui";
import type { Failure } from "./core/playerState";
import { usePlayer } from "./playerContext";
import styles from "./PlayerOverlay.module.css";

interface Props {
  failure: Failure;
  recordingId: string;
}

export function FailureOverlay({ failure, recordingId }: Props) {
  const t = useText();
  const player = usePlayer();
  const [copied, setCopied] = useState(false);

  async function copy() {
    const details = {
      ...failure,
      recording: recordingId,
      position: Math.round(player.state.position),
      at: new Date().toISOString(),
      browser: navigator.userAgent,
    };
    await navigator.clipboard.writeText(JSON.stringify(details, null, 2));
    setCopied(true);
  }

  return (
    <div className={styles.failure} role="alert">
      <TriangleAlert aria-hidden />
      <h2>{t(`player.failure.${failure.kind}.title`)}</h2>
      <p>{t(`player.failure.${failure.kind}.advice`)}</p>
      {failure.kind === "media" && <code dir="ltr">{failure.code}</code>}
      <div className={styles.failureActions}>
        <Button look="primary" onClick={() => void player.reopen()}>
          {t("action.retry")}
        </Button>
        {failure.kind === "media" && (
          <Button icon={<ClipboardCopy />} onClick={() => void copy().catch(() => undefined)}>
            {t(copied ? "action.copied" : "player.copyDetails")}
          </Button>
        )}
      </div>
    </div>
  );
}
