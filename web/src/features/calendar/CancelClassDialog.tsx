// A class that is cancelled stays on the calendar as such; it cannot be brought back.
import { useState } from "react";
import type { ClassSession, SeriesScope } from "../../api";
import { useLocale } from "../../i18n";
import { ConfirmDialog } from "../../ui";
import { SeriesScopeField } from "./SeriesScopeField";
import { useClassActions } from "./useClassActions";

export function CancelClassDialog({ session, onClose }: { session: ClassSession; onClose: () => void }) {
  const { t, format } = useLocale();
  const actions = useClassActions(session.course_id);
  const [scope, setScope] = useState<SeriesScope>("this");
  const [busy, setBusy] = useState(false);

  async function cancel() {
    setBusy(true);
    const cancelled = await actions.cancel(session, scope);
    setBusy(false);
    if (cancelled) onClose();
  }

  return (
    <ConfirmDialog
      title={t("calendar.cancelTitle", { title: session.title })}
      action={t(scope === "this" ? "calendar.cancel" : "calendar.cancelMany")}
      keep={t("calendar.keep")}
      busy={busy}
      onConfirm={() => void cancel()}
      onClose={onClose}
    >
      <p>{t("calendar.cancelText", { when: format.dateTime(session.starts_at) })}</p>
      {session.series_id !== null && <SeriesScopeField value={scope} onChange={setScope} />}
    </ConfirmDialog>
  );
}
