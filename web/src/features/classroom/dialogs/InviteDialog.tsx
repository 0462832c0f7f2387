// The link and the code by which others come in.
import { CopyField, Dialog } from "../../../ui";
import { useRoom } from "../classroomContext";
import { classPath } from "../paths";
import { useClassText } from "../texts";

export function InviteDialog({ onClose }: { onClose: () => void }) {
  const t = useClassText();
  const room = useRoom(({ room }) => room);
  const code = room.join_code ?? room.room_id;
  const link = room.join_url ?? window.location.origin + classPath(code);
  return (
    <Dialog title={t("class.invite.title")} onClose={onClose}>
      <p>{t(room.access === "course" ? "class.invite.course" : "class.invite.anyone")}</p>
      <CopyField label={t("class.invite.link")} value={link} />
      <CopyField label={t("class.code.label")} value={code} />
    </Dialog>
  );
}
