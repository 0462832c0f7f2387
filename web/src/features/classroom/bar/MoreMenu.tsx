// What is needed less often, and what only hosts and co-hosts need.
import {
  ChartColumn,
  CircleDot,
  CirclePause,
  CircleStop,
  Coffee,
  Ellipsis,
  Keyboard,
  LayoutGrid,
  Lock,
  LockOpen,
  Presentation,
  RadioTower,
  Settings2,
  SlidersHorizontal,
  UserPlus,
} from "lucide-react";
import { useState } from "react";
import { recordings } from "../../../api";
import { useAction } from "../../../app/useAction";
import { Menu, type MenuItem } from "../../../ui";
import { useRoom } from "../classroomContext";
import { isHost, isStaff } from "../core/roomState";
import { ClassSettingsDialog } from "../dialogs/ClassSettingsDialog";
import { EncoderDialog } from "../dialogs/EncoderDialog";
import { InviteDialog } from "../dialogs/InviteDialog";
import { OwnSettingsDialog } from "../dialogs/OwnSettingsDialog";
import { RecordDialog } from "../dialogs/RecordDialog";
import { StopRecordingDialog } from "../dialogs/StopRecordingDialog";
import type { StageStyle } from "../stage/layout";
import { useClassText } from "../texts";
import { useRequest } from "../useRequest";
import styles from "./Bar.module.css";

type Open = "own" | "class" | "invite" | "encoder" | "record" | { stop: string } | null;

export interface MoreActions {
  stage: StageStyle;
  onToggleStage: () => void;
  onShowKeys: () => void;
  /** On phones, where they have no place in the bar. */
  onShowPolls?: () => void;
}

export function MoreMenu({ stage, onToggleStage, onShowKeys, onShowPolls }: MoreActions) {
  const t = useClassText();
  const ask = useRequest();
  const staff = useRoom(isStaff);
  const host = useRoom(isHost);
  const isLocked = useRoom(({ room }) => room.is_locked);
  const isBreak = useRoom(({ breakSince }) => breakSince !== null);
  const hasCode = useRoom(({ room }) => room.join_code !== null);
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const record = useRecordItems(setOpen);
  const items: (MenuItem | false | undefined)[] = [
    onShowPolls && { label: t("class.polls.title"), icon: <ChartColumn />, onSelect: onShowPolls },
    {
      label: t(stage === "grid" ? "class.stage.speaker" : "class.stage.grid"),
      icon: stage === "grid" ? <Presentation /> : <LayoutGrid />,
      onSelect: onToggleStage,
    },
    hasCode && { label: t("class.invite"), icon: <UserPlus />, onSelect: () => setOpen("invite") },
    ...(staff ? record : []),
    host && {
      label: t("class.encoder"),
      icon: <RadioTower />,
      onSelect: () => setOpen("encoder"),
    },
    staff && {
      label: t(isLocked ? "class.unlock" : "class.lock"),
      icon: isLocked ? <LockOpen /> : <Lock />,
      onSelect: () => void ask("lock-room", { locked: !isLocked }),
    },
    staff && {
      label: t(isBreak ? "class.break.end" : "class.break.start"),
      icon: <Coffee />,
      onSelect: () => void ask("class-break", { active: !isBreak }),
    },
    staff && {
      label: t("class.settings"),
      icon: <SlidersHorizontal />,
      onSelect: () => setOpen("class"),
    },
    { label: t("class.own"), icon: <Settings2 />, onSelect: () => setOpen("own") },
    { label: t("class.keys"), icon: <Keyboard />, onSelect: onShowKeys },
  ];
  return (
    <div className={styles.menu}>
      <Menu
        above
        label={t("class.more")}
        trigger={
          <>
            <Ellipsis />
            <span className={styles.word} aria-hidden>
              {t("class.moreWord")}
            </span>
          </>
        }
        items={items.filter((item) => typeof item === "object")}
      />
      {open === "own" && <OwnSettingsDialog onClose={close} />}
      {open === "class" && <ClassSettingsDialog onClose={close} />}
      {open === "encoder" && <EncoderDialog onClose={close} />}
      {open === "record" && <RecordDialog onClose={close} />}
      {open !== null && typeof open === "object" && (
        <StopRecordingDialog recordingId={open.stop} onClose={close} />
      )}
      {open === "invite" && <InviteDialog onClose={close} />}
    </div>
  );
}

/** For hosts and co-hosts: what can be done about the recording now. */
function useRecordItems(onOpen: (open: Open) => void): MenuItem[] {
  const t = useClassText();
  const run = useAction();
  const recording = useRoom(({ recording }) => recording);
  if (!recording)
    return [{ label: t("class.record"), icon: <CircleDot />, onSelect: () => onOpen("record") }];
  const { recording_id, paused } = recording;
  return [
    {
      label: t(paused ? "class.record.resume" : "class.record.pause"),
      icon: paused ? <CircleDot /> : <CirclePause />,
      onSelect: () =>
        void run({ work: () => (paused ? recordings.resume(recording_id) : recordings.pause(recording_id)) }),
    },
    {
      label: t("class.record.stop"),
      icon: <CircleStop />,
      onSelect: () => onOpen({ stop: recording_id }),
    },
  ];
}
