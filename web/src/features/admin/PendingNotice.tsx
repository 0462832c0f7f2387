import { useText } from "../../i18n";
import { Button, Notice } from "../../ui";
import { useUsers } from "./queries";

/** Tells how many teachers wait for a decision. */
export function PendingNotice({ onShow }: { onShow: () => void }) {
  const t = useText();
  const { data } = useUsers({ approval_status: "pending", limit: 1 });
  if (!data || data.total === 0) return null;
  return (
    <Notice
      action={
        <Button size="small" onClick={onShow}>
          {t("admin.showRequests")}
        </Button>
      }
    >
      {t("admin.requests", { n: data.total })}
    </Notice>
  );
}
