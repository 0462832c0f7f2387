// The calendar as an address for other programs. The server keeps no copy of the secret in it: it is shown once, and
// a new one replaces it.
import { CalendarSync } from "lucide-react";
import { useState } from "react";
import { calendar, type CalendarAddresses } from "../../api";
import { useAction } from "../../app/useAction";
import { useText } from "../../i18n";
import { Button, CopyField, Dialog, Notice } from "../../ui";

export function FeedDialog({ courseId, onClose }: { courseId: string; onClose: () => void }) {
  const t = useText();
  const run = useAction();
  const [addresses, setAddresses] = useState<CalendarAddresses | null>(null);
  const [busy, setBusy] = useState(false);

  async function renew() {
    setBusy(true);
    await run({ work: async () => setAddresses(await calendar.renewAddresses()) });
    setBusy(false);
  }

  return (
    <Dialog title={t("calendar.feed")} onClose={onClose}>
      <p>{t("calendar.feedText")}</p>
      {addresses && (
        <>
          <CopyField
            label={t("calendar.feedOfCourse")}
            value={addresses.course_url_pattern.replace("{course_id}", courseId)}
          />
          <CopyField label={t("calendar.feedOfAll")} value={addresses.url} />
        </>
      )}
      <Notice tone={addresses ? "info" : "warning"}>
        {t(addresses ? "calendar.feedSecret" : "calendar.feedReplaces")}
      </Notice>
      <div>
        <Button
          look={addresses ? "secondary" : "primary"}
          icon={<CalendarSync />}
          busy={busy}
          onClick={() => void renew()}
        >
          {t(addresses ? "calendar.feedReset" : "calendar.feedMake")}
        </Button>
      </div>
    </Dialog>
  );
}
