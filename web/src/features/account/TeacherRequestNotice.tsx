import type { Profile } from "../../api";
import { useText } from "../../i18n";
import { Notice } from "../../ui";

export function TeacherRequestNotice({ user }: { user: Profile }) {
  const t = useText();
  if (user.approval_status === "approved") return null;
  const pending = user.approval_status === "pending";
  return (
    <Notice tone={pending ? "info" : "warning"} title={t(pending ? "request.pending" : "request.rejected")}>
      {t(pending ? "request.pendingText" : "request.rejectedText")}
    </Notice>
  );
}
