// At the door: the connection is being made, or a host has to open.
import { Hourglass, PlugZap } from "lucide-react";
import type { Room } from "../../../api";
import { Button, EmptyState, Skeleton } from "../../../ui";
import type { Link } from "../core/link";
import { useClassText } from "../texts";

export function Entering({ room, link }: { room: Room; link: Link }) {
  const t = useClassText();
  if (link.is !== "lost")
    return (
      <>
        <h1 className="visually-hidden">{t("class.entering", { name: room.name })}</h1>
        <Skeleton shape="row" count={3} />
      </>
    );
  return (
    <EmptyState icon={<PlugZap />} title={t("class.link.lost")}>
      {t("class.link.trying")}
    </EmptyState>
  );
}

interface WaitingProps {
  room: Room;
  position: number;
  onLeave: () => void;
}

export function Waiting({ room, position, onLeave }: WaitingProps) {
  const t = useClassText();
  return (
    <div role="status">
      <title>{room.name}</title>
      <EmptyState
        icon={<Hourglass />}
        title={t("class.waiting.title")}
        action={<Button onClick={onLeave}>{t("class.waiting.leave")}</Button>}
      >
        {t("class.waiting.text", { name: room.name, position })}
      </EmptyState>
    </div>
  );
}
