// How well one is connected oneself, in figures, and what can be done about it.
import { Dialog } from "../../../ui";
import { useMedia } from "../classroomContext";
import type { LinkQuality } from "../core/sfu/sfuProtocol";
import { AdviceButton } from "../room/AdviceButton";
import { useOwnQuality } from "../room/useOwnQuality";
import { useClassText } from "../texts";
import styles from "./Dialogs.module.css";
import { LinkTable, type LinkRow } from "./LinkTable";

export function ConnectionDialog({ onClose }: { onClose: () => void }) {
  const t = useClassText();
  const own = useMedia(({ own }) => own);
  const { quality, advice } = useOwnQuality();
  return (
    <Dialog title={t("class.connection")} onClose={onClose}>
      <p>{t(quality ? `class.quality.${quality}` : "class.connection.unknown")}</p>
      {own && (
        <LinkTable
          caption={t("class.connection")}
          rows={[
            rowOf(t("class.connection.up"), own.uplink),
            rowOf(t("class.connection.down"), own.downlink),
          ]}
        />
      )}
      {advice && (
        <div className={styles.advice}>
          <p>{t(`class.advice.${advice}.text`)}</p>
          <AdviceButton advice={advice} />
        </div>
      )}
    </Dialog>
  );
}

function rowOf(what: string, { kbps, loss_percent, jitter_ms, rtt_ms }: LinkQuality): LinkRow {
  return { what, kbps, lossPercent: loss_percent, jitterMs: jitter_ms, roundTripMs: rtt_ms };
}
