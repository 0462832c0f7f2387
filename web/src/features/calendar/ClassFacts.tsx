// The small facts of a class in one line.
import { Repeat } from "lucide-react";
import type { ClassSession } from "../../api";
import { useLocale } from "../../i18n";
import { Facts } from "../../ui";
import styles from "./Calendar.module.css";
import { ClassBadge, isUnusual } from "./ClassBadge";
import { useCourseHours } from "./ClassTime";
import { phaseOf } from "./phase";

export function ClassFacts({ session, now }: { session: ClassSession; now: number }) {
  const { t, format } = useLocale();
  const courseHours = useCourseHours(session);
  const phase = phaseOf(session, now);
  const { room, series_id, my_attendance } = session;
  return (
    <Facts
      items={[
        isUnusual(phase) && <ClassBadge key="state" phase={phase} />,
        phase === "live" && room && t("calendar.peopleHere", { n: room.participant_count }),
        phase === "soon" && (
          <strong key="soon">
            {t("calendar.startsIn", { when: format.relative(session.starts_at, now) })}
          </strong>
        ),
        courseHours,
        series_id !== null && (
          <span key="series" className={styles.series}>
            <Repeat aria-hidden />
            {t("calendar.ofSeries")}
          </span>
        ),
        my_attendance !== null && t("calendar.attended", { percent: format.percent(my_attendance) }),
      ]}
    />
  );
}
