// What can be done about a class: join it, watch it, and for those who teach begin, change, end or cancel it.
import { CalendarX, CircleStop, Ellipsis, Pencil, Play, Video } from "lucide-react";
import { useState } from "react";
import type { ClassSession } from "../../api";
import { useText } from "../../i18n";
import { Button, ButtonLink, ConfirmDialog, Menu, type MenuItem } from "../../ui";
import { CancelClassDialog } from "./CancelClassDialog";
import { EditClassDialog } from "./EditClassDialog";
import { JoinLink } from "./JoinLink";
import { isPunctual, isToCome, phaseOf } from "./phase";
import { useClassActions } from "./useClassActions";

interface Props {
  session: ClassSession;
  now: number;
  /** Whether the one who looks manages the classes of the course. */
  manages: boolean;
}

type Asking = "start" | "end" | "edit" | "cancel" | null;

export function ClassActions({ session, now, manages }: Props) {
  const t = useText();
  const phase = phaseOf(session, now);
  const [asking, setAsking] = useState<Asking>(null);
  const { title, room, recording_ids } = session;
  const [recording] = recording_ids;
  return (
    <>
      {phase === "live" && room && <JoinLink room={room} title={title} />}
      {recording && (
        <ButtonLink
          to={`/watch/${recording}?course=${session.course_id}`}
          icon={<Play />}
          aria-label={t("calendar.watchThis", { title })}
        >
          {t("lecture.watch")}
        </ButtonLink>
      )}
      {manages && (isToCome(phase) || phase === "live" || phase === "missed") && (
        <Managing session={session} now={now} asking={asking} onAsk={setAsking} />
      )}
    </>
  );
}

interface ManagingProps {
  session: ClassSession;
  now: number;
  asking: Asking;
  onAsk: (asking: Asking) => void;
}

function Managing({ session, now, asking, onAsk }: ManagingProps) {
  const t = useText();
  const actions = useClassActions(session.course_id);
  const close = () => onAsk(null);
  const { title } = session;
  const isLive = phaseOf(session, now) === "live";
  const punctual = isPunctual(session.starts_at, now);

  const items: MenuItem[] = isLive
    ? [
        {
          label: t("calendar.end"),
          icon: <CircleStop />,
          danger: true,
          onSelect: () => onAsk("end"),
        },
      ]
    : [
        { label: t("calendar.edit"), icon: <Pencil />, onSelect: () => onAsk("edit") },
        { label: t("calendar.cancel"), icon: <CalendarX />, danger: true, onSelect: () => onAsk("cancel") },
      ];
  if (!isLive && !punctual) {
    items.unshift({ label: t("calendar.startEarly"), icon: <Video />, onSelect: () => onAsk("start") });
  }

  return (
    <>
      {!isLive && punctual && (
        <Button
          look="primary"
          icon={<Video />}
          busy={actions.entering}
          aria-label={t("calendar.startThis", { title })}
          onClick={() => void actions.start(session)}
        >
          {t("calendar.start")}
        </Button>
      )}
      <Menu label={t("calendar.more", { title })} trigger={<Ellipsis />} items={items} />
      {asking === "edit" && <EditClassDialog session={session} onClose={close} />}
      {asking === "cancel" && <CancelClassDialog session={session} onClose={close} />}
      {asking === "start" && (
        <ConfirmDialog
          title={t("calendar.startEarlyTitle", { title })}
          action={t("calendar.startEarly")}
          look="primary"
          busy={actions.entering}
          onConfirm={() => void actions.start(session)}
          onClose={close}
        >
          {t("calendar.startEarlyText")}
        </ConfirmDialog>
      )}
      {asking === "end" && (
        <ConfirmDialog
          title={t("calendar.endTitle", { title })}
          action={t("calendar.end")}
          onConfirm={() => {
            close();
            void actions.end(session);
          }}
          onClose={close}
        >
          {t("calendar.endText")}
        </ConfirmDialog>
      )}
    </>
  );
}
