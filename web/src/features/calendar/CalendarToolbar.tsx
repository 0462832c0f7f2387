// What is done with the calendar as a whole.
import { CalendarPlus, CalendarSync, Video } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useText } from "../../i18n";
import { Button } from "../../ui";
import styles from "./Calendar.module.css";
import { FeedDialog } from "./FeedDialog";
import { ScheduleClassDialog } from "./ScheduleClassDialog";
import { useClassActions } from "./useClassActions";
import { localZone } from "./zonedTime";

interface Props {
  courseId: string;
  manages: boolean;
  /** In which the course has its classes. */
  zone?: string;
  /** More to choose from. */
  children?: ReactNode;
}

const INSTANT_MS = 60 * 60 * 1000;

export function CalendarToolbar({ courseId, manages, zone, children }: Props) {
  const t = useText();
  const [open, setOpen] = useState<"schedule" | "feed" | null>(null);
  const close = () => setOpen(null);
  return (
    <div className={styles.toolbar}>
      {manages && (
        <>
          <Button look="primary" icon={<CalendarPlus />} onClick={() => setOpen("schedule")}>
            {t("calendar.schedule")}
          </Button>
          <StartNow courseId={courseId} zone={zone} />
        </>
      )}
      <Button look="quiet" icon={<CalendarSync />} onClick={() => setOpen("feed")}>
        {t("calendar.feed")}
      </Button>
      {children}
      {open === "schedule" && <ScheduleClassDialog courseId={courseId} zone={zone} onClose={close} />}
      {open === "feed" && <FeedDialog courseId={courseId} onClose={close} />}
    </div>
  );
}

/** A class that nobody planned. */
function StartNow({ courseId, zone }: Pick<Props, "courseId" | "zone">) {
  const t = useText();
  const actions = useClassActions(courseId);

  function start() {
    const now = Date.now();
    void actions.startNow({
      title: t("calendar.instantTitle"),
      starts_at: new Date(now).toISOString(),
      ends_at: new Date(now + INSTANT_MS).toISOString(),
      timezone: zone ?? localZone(),
    });
  }

  return (
    <Button icon={<Video />} busy={actions.entering} onClick={start}>
      {t("calendar.startNow")}
    </Button>
  );
}
