import { Video } from "lucide-react";
import { useText } from "../../i18n";
import { ButtonLink } from "../../ui";
import { classPath } from "../classroom/paths";

interface Props {
  room: { room_id: string; join_code?: string };
  title: string;
  size?: "small" | "normal";
}

/** Leads into a class that is going on. */
export function JoinLink({ room, title, size }: Props) {
  const t = useText();
  return (
    <ButtonLink
      look="primary"
      size={size}
      to={classPath(room.join_code ?? room.room_id)}
      icon={<Video />}
      aria-label={t("calendar.joinThis", { title })}
    >
      {t("calendar.join")}
    </ButtonLink>
  );
}
