// While a lecture is being prepared, better renditions become ready after the player was opened. A player at rest
// takes them at once; one that plays is not interrupted, but says so.
import { useEffect } from "react";
import { useLocale } from "../../i18n";
import type { Rendition } from "./api";
import { usePlayer, usePlayerState } from "./playerContext";
import styles from "./ResumeToast.module.css";

export function BetterQuality({ renditions }: { renditions: readonly Rendition[] }) {
  const { t, direction } = useLocale();
  const player = usePlayer();
  const outdated = usePlayerState((state) => state.outdated);
  const ready = renditions
    .filter(({ kind, state }) => kind === "video" && state === "ready")
    .map(({ name }) => name)
    .join();

  useEffect(() => player.renditionsReady(ready), [player, ready]);

  if (!outdated) return null;
  return (
    <div className={styles.toast} dir={direction} role="status">
      <span>{t("player.betterReady")}</span>
      <button type="button" className={styles.continue} onClick={() => void player.reopen()}>
        {t("player.switchQuality")}
      </button>
    </div>
  );
}
