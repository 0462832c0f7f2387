// Why one is not in the class, in one sentence, and where to go from here.
import {
  DoorClosed,
  DoorOpen,
  LockKeyhole,
  MonitorSmartphone,
  SearchX,
  UserX,
  UsersRound,
  type LucideIcon,
} from "lucide-react";
import type { Room } from "../../../api";
import { Button, ButtonLink, EmptyState } from "../../../ui";
import { useLocale } from "../../../i18n";
import type { ClassMessageKey } from "../../../i18n/classDictionary";
import type { Out, Refusal } from "../core/classState";
import { CODE_PATH } from "../paths";
import { useClassText } from "../texts";

interface Look {
  icon: LucideIcon;
  title: ClassMessageKey;
  text: ClassMessageKey;
  /** Whether it may work another time. */
  canRetry: boolean;
}

const REFUSALS: Readonly<Record<Refusal, Look>> = {
  ROOM_LOCKED: look(LockKeyhole, "class.gone.locked", "class.gone.lockedText", true),
  ROOM_FULL: look(UsersRound, "class.gone.full", "class.gone.fullText", true),
  ROOM_CLOSED: look(DoorClosed, "class.over.title", "class.over.text", false),
  ROOM_NOT_FOUND: look(SearchX, "class.unknown.title", "class.unknown.text", false),
  REMOVED_FROM_ROOM: look(UserX, "class.gone.removed", "class.gone.bannedText", false),
  DEVICE_LIMIT: look(MonitorSmartphone, "class.gone.devices", "class.gone.devicesText", true),
  OTHER: look(DoorClosed, "class.gone.other", "class.gone.otherText", true),
};

const OUTS: Readonly<Record<Exclude<Out["why"], "refused">, Look>> = {
  left: look(DoorOpen, "class.gone.left", "class.gone.leftText", true),
  ended: look(DoorClosed, "class.over.title", "class.over.text", false),
  removed: look(UserX, "class.gone.removed", "class.gone.removedText", true),
  denied: look(UserX, "class.gone.denied", "class.gone.deniedText", true),
  replaced: look(MonitorSmartphone, "class.gone.replaced", "class.gone.replacedText", true),
  signedOut: look(LockKeyhole, "class.gone.signedOut", "class.gone.signedOutText", false),
  disabled: look(UserX, "class.gone.disabled", "class.gone.disabledText", false),
};

function look(icon: LucideIcon, title: ClassMessageKey, text: ClassMessageKey, canRetry: boolean): Look {
  return { icon, title, text, canRetry };
}

interface Props {
  out: Out;
  room?: Room;
  onAgain?: () => void;
}

export function Gone({ out, room, onAgain }: Props) {
  const t = useClassText();
  const { icon: Icon, title, text, canRetry } = out.why === "refused" ? REFUSALS[out.refusal] : OUTS[out.why];
  const isUnknown = out.why === "refused" && out.refusal === "ROOM_NOT_FOUND";
  return (
    <>
      <title>{room?.name ?? t(title)}</title>
      <EmptyState
        icon={<Icon />}
        title={t(title)}
        action={
          <>
            {canRetry && onAgain && (
              <Button look="primary" onClick={onAgain}>
                {t(out.why === "replaced" ? "class.gone.here" : "class.gone.again")}
              </Button>
            )}
            {out.why === "ended" && out.recordingId && (
              <ButtonLink look="primary" to={`/watch/${out.recordingId}`}>
                {t("class.over.watch")}
              </ButtonLink>
            )}
            {isUnknown && (
              <ButtonLink look="primary" to={CODE_PATH}>
                {t("class.unknown.again")}
              </ButtonLink>
            )}
            {room?.course_id ? (
              <ButtonLink to={`/courses/${room.course_id}`}>{t("class.gone.course")}</ButtonLink>
            ) : (
              <ButtonLink to="/">{t("action.home")}</ButtonLink>
            )}
          </>
        }
      >
        {t(text, { name: room?.name ?? "" })} <Presence out={out} />
      </EmptyState>
    </>
  );
}

/** One's own time in the class, as the register has it. */
function Presence({ out }: { out: Out }) {
  const t = useClassText();
  const { format } = useLocale();
  if (out.why === "removed" && out.reason) return t("class.gone.reason", { reason: out.reason });
  if (out.why !== "ended" || out.presenceSeconds <= 0) return null;
  return t("class.over.presence", { time: format.duration(out.presenceSeconds) });
}
