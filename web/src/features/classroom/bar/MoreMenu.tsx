// What is needed less often, and what only hosts and co-hosts need.
import {
  ChartColumn,
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
import { Menu, type MenuItem } from "../../../ui";
import { useRoom } from "../classroomContext";
import { isHost, isStaff } from "../core/roomState";
import { ClassSettingsDialog } from "../dialogs/ClassSettingsDialog";
import { EncoderDialog } from "../dialogs/EncoderDialog";
import { InviteDialog } from "../dialogs/InviteDialog";
import { OwnSettingsDialog } from "../dialogs/OwnSettingsDialog";
import type { StageStyle } from "../stage/layout";
import { useClassText } from "../texts";
import { useRequest } from "../useRequest";
import styles from "./Bar.module.css";

type Open = "own" | "class" | "invite" | "encoder" | null;

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
  const items: (MenuItem | false | undefined)[] = [
    onShowPolls && { label: t("class.polls.title"), icon: <ChartColumn />, onSelect: onShowPolls },
    {
      label: t(stage === "grid" ? "class.stage.speaker" : "class.stage.grid"),
      icon: stage === "grid" ? <Presentation /> : <LayoutGrid />,
      onSelect: onToggleStage,
    },
    hasCode && { label: t("class.invite"), icon: <UserPlus />, onSelect: () => setOpen("invite") },
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
      {open === "invite" && <InviteDialog onClose={close} />}
    </div>
  );
}
