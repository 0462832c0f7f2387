// What is not as it should be, each in one sentence with a way on.
import { useEffect, useState } from "react";
import { useLocale } from "../../../i18n";
import { Button, Notice, useNow } from "../../../ui";
import { useLink, useLocal, useMedia, useRoom } from "../classroomContext";
import { DeviceProblem } from "../devices/DeviceProblem";
import type { PanelName } from "../panel/Panel";
import { isStaff } from "../core/roomState";
import { useClassText } from "../texts";
import { AdviceButton } from "./AdviceButton";
import styles from "./ClassView.module.css";
import { useOwnQuality } from "./useOwnQuality";

export function Notices({ onShowPanel }: { onShowPanel: (panel: PanelName) => void }) {
  const mic = useLocal(({ mic }) => mic);
  const camera = useLocal(({ camera }) => camera);
  const screen = useLocal(({ screen }) => screen);
  return (
    <div className={styles.notices}>
      <LinkNotice />
      <BreakNotice />
      <CallNotice />
      <WaitingNotice onShowPanel={onShowPanel} />
      <AbsenceNotice />
      {mic.is === "failed" && <DeviceProblem source="mic" problem={mic.problem} />}
      {camera.is === "failed" && <DeviceProblem source="camera" problem={camera.problem} />}
      {screen.is === "failed" && <DeviceProblem source="screen" problem={screen.problem} />}
    </div>
  );
}

function LinkNotice() {
  const t = useClassText();
  const { format } = useLocale();
  const link = useLink();
  const now = useNow(1_000);
  if (link.is !== "lost") return null;
  const time = format.clock((now - link.since) / 1_000);
  return (
    <Notice tone="warning" title={t(link.draining ? "class.link.draining" : "class.link.lost")}>
      {t("class.link.kept")} <span aria-hidden>{time}</span>
    </Notice>
  );
}

function BreakNotice() {
  const t = useClassText();
  const { format } = useLocale();
  const since = useRoom(({ breakSince }) => breakSince);
  const ahead = useRoom(({ clockAhead }) => clockAhead);
  const now = useNow(1_000);
  if (!since) return null;
  return (
    <Notice title={t("class.break.title")}>
      <span aria-hidden>
        {t("class.break.for", { time: format.clock((now + ahead - Date.parse(since)) / 1_000) })}
      </span>
    </Notice>
  );
}

function CallNotice() {
  const t = useClassText();
  const status = useMedia(({ status }) => status);
  const mode = useRoom(({ media }) => media.mode);
  const { advice } = useOwnQuality();
  if (status === "interrupted") return <Notice tone="warning">{t("class.call.interrupted")}</Notice>;
  if (status === "failed")
    return (
      <Notice tone="warning">{t(mode === "p2p" ? "class.call.failed" : "class.call.unreachable")}</Notice>
    );
  if (!advice) return null;
  return (
    <Notice tone="warning" action={<AdviceButton advice={advice} />}>
      {t(`class.advice.${advice}.text`)}
    </Notice>
  );
}

function WaitingNotice({ onShowPanel }: { onShowPanel: (panel: PanelName) => void }) {
  const t = useClassText();
  const staff = useRoom(isStaff);
  const count = useRoom(({ waiting }) => waiting.length);
  if (!staff || count === 0) return null;
  return (
    <Notice
      action={
        <Button size="small" onClick={() => onShowPanel("people")}>
          {t("class.waiting.show")}
        </Button>
      }
    >
      {t("class.waiting.list", { count })}
    </Notice>
  );
}

const PATIENCE_MS = 2_000;

/** Said only after a moment: those who teach may be coming in together with us. */
function AbsenceNotice() {
  const t = useClassText();
  const absent = useRoom(({ people }) =>
    Object.values(people).every(({ room_role }) => room_role === "participant"),
  );
  const [isSure, setIsSure] = useState(false);
  useEffect(() => {
    if (!absent) return;
    const timer = window.setTimeout(() => setIsSure(true), PATIENCE_MS);
    return () => {
      window.clearTimeout(timer);
      setIsSure(false);
    };
  }, [absent]);
  return absent && isSure ? <Notice>{t("class.absent")}</Notice> : null;
}
