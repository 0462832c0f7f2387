// Makes a link with which someone can choose a new password; shown once, to be handed over.
import { useMutation } from "@tanstack/react-query";
import { users, type User } from "../../api";
import { useLocale } from "../../i18n";
import { useErrorText } from "../../i18n/errors";
import { Button, CopyField, Dialog, Notice } from "../../ui";

export function ResetLinkDialog({ user, onClose }: { user: User; onClose: () => void }) {
  const { t, format } = useLocale();
  const describe = useErrorText();
  const link = useMutation({ mutationFn: () => users.resetLink(user.user_id) });
  return (
    <Dialog title={t("admin.resetTitle", { name: user.full_name })} onClose={onClose}>
      {link.isError && <Notice tone="danger">{describe.short(link.error)}</Notice>}
      {link.data ? (
        <>
          <p>{t("admin.resetReady", { time: format.dateTime(link.data.expires_at) })}</p>
          <CopyField label={t("admin.resetLink")} value={link.data.url} />
        </>
      ) : (
        <>
          <p>{t("admin.resetText")}</p>
          <div>
            <Button look="primary" busy={link.isPending} onClick={() => link.mutate()}>
              {t("admin.resetMake")}
            </Button>
          </div>
        </>
      )}
    </Dialog>
  );
}
