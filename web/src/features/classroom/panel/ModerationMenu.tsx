// What hosts and co-hosts can do about one person.
import {
  Activity,
  Crown,
  Ellipsis,
  HandMetal,
  MessageSquare,
  Mic,
  MicOff,
  MonitorX,
  ShieldCheck,
  ShieldOff,
  UserX,
  VideoOff,
} from "lucide-react";
import { useState } from "react";
import type { Participant } from "../../../api";
import { Checkbox, ConfirmDialog, Menu, type MenuItem } from "../../../ui";
import { useRoom } from "../classroomContext";
import { mayModerate, maySetRoles } from "../core/rights";
import { useClassText } from "../texts";
import { useRequest } from "../useRequest";
import { isStaff } from "../core/roomState";
import { StatisticsDialog } from "../dialogs/StatisticsDialog";
import { useChatTarget } from "./chatTarget";

export function ModerationMenu({ person }: { person: Participant }) {
  const t = useClassText();
  const [open, setOpen] = useState<"remove" | "statistics" | null>(null);
  const items = useItems(person, setOpen);
  if (items.length === 0) return null;
  return (
    <>
      <Menu
        label={t("class.people.actions", { name: person.full_name })}
        trigger={<Ellipsis />}
        items={items}
      />
      {open === "remove" && <RemoveDialog person={person} onClose={() => setOpen(null)} />}
      {open === "statistics" && <StatisticsDialog person={person} onClose={() => setOpen(null)} />}
    </>
  );
}

function useItems(person: Participant, onOpen: (dialog: "remove" | "statistics") => void): MenuItem[] {
  const t = useClassText();
  const ask = useRequest();
  const may = useRoom((room) => mayModerate(room, person));
  const mayRoles = useRoom(maySetRoles);
  const mayWrite = useRoom(
    ({ me, room, permissions }) =>
      me !== person.participant_id && room.settings.private_chat && permissions.chat,
  );
  const measures = useRoom(
    (room) => isStaff(room) && room.media.mode === "sfu" && room.me !== person.participant_id,
  );
  const write = useChatTarget();
  const who = { participant_id: person.participant_id };
  const items: (MenuItem | false | undefined)[] = [
    mayWrite && {
      label: t("class.people.write"),
      icon: <MessageSquare />,
      onSelect: () => write(person.participant_id),
    },
    may &&
      person.audio && {
        label: t("class.people.mute"),
        icon: <MicOff />,
        onSelect: () => void ask("mute-participant", who),
      },
    may &&
      person.video && {
        label: t("class.people.stopVideo"),
        icon: <VideoOff />,
        onSelect: () => void ask("stop-video", who),
      },
    may &&
      person.screen && {
        label: t("class.people.stopScreen"),
        icon: <MonitorX />,
        onSelect: () => void ask("stop-screen", who),
      },
    may &&
      person.hand_raised_at !== null && {
        label: t("class.people.lowerHand"),
        icon: <HandMetal />,
        onSelect: () => void ask("hand-lower", who),
      },
    may &&
      person.room_role === "participant" && {
        label: t("class.people.silence"),
        icon: <MicOff />,
        onSelect: () => void ask("mute-participant", { ...who, allow_again: false }),
      },
    may &&
      person.room_role === "participant" && {
        label: t("class.people.giveMic"),
        icon: <Mic />,
        onSelect: () => void ask("set-permissions", { ...who, permissions: { mic: true } }),
      },
    ...(mayRoles && may ? roleItems() : []),
    measures && {
      label: t("class.people.statistics"),
      icon: <Activity />,
      onSelect: () => onOpen("statistics"),
    },
    may && {
      label: t("class.people.remove"),
      icon: <UserX />,
      danger: true,
      onSelect: () => onOpen("remove"),
    },
  ];
  return items.filter((item) => typeof item === "object");

  function roleItems(): MenuItem[] {
    const set = (room_role: Participant["room_role"]) => () => void ask("set-role", { ...who, room_role });
    if (person.room_role === "participant")
      return [
        { label: t("class.people.makeCohost"), icon: <ShieldCheck />, onSelect: set("cohost") },
        { label: t("class.people.makeHost"), icon: <Crown />, onSelect: set("host") },
      ];
    return [{ label: t("class.people.makeParticipant"), icon: <ShieldOff />, onSelect: set("participant") }];
  }
}

function RemoveDialog({ person, onClose }: { person: Participant; onClose: () => void }) {
  const t = useClassText();
  const ask = useRequest();
  const [ban, setBan] = useState(false);
  const remove = async () => {
    onClose();
    await ask("remove-participant", { participant_id: person.participant_id, ban });
  };
  return (
    <ConfirmDialog
      title={t("class.remove.title", { name: person.full_name })}
      action={t("class.remove.action")}
      onConfirm={() => void remove()}
      onClose={onClose}
    >
      <p>{t("class.remove.text")}</p>
      <Checkbox
        label={t("class.remove.ban")}
        checked={ban}
        onChange={(event) => setBan(event.target.checked)}
      />
    </ConfirmDialog>
  );
}
