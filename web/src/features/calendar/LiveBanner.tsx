// Above every tab of a course: a class that goes on now, or the one that begins soon.
import { CalendarDays } from "lucide-react";
import { Link } from "react-router";
import type { CourseDetail } from "../../api";
import { useLocale } from "../../i18n";
import { useNow } from "../../ui";
import styles from "./Calendar.module.css";
import { JoinLink } from "./JoinLink";
import { sessionPath } from "./paths";
import { NOW_STEP_MS, startsSoon } from "./phase";

export function LiveBanner({ course }: { course: CourseDetail }) {
  const { t, format } = useLocale();
  const now = useNow(NOW_STEP_MS);
  const { live_room: room, next_session: next } = course;
  if (room) {
    return (
      <div className={styles.banner} role="status">
        <span className={styles.dot} aria-hidden />
        <p>
          <strong>{t("calendar.liveOfCourse")}</strong>
          <span>{t("calendar.peopleHere", { n: room.participant_count })}</span>
        </p>
        <JoinLink room={room} title={course.name} />
      </div>
    );
  }
  if (!next || !startsSoon(next.starts_at, now)) return null;
  return (
    <p className={styles.next}>
      <CalendarDays aria-hidden />
      <Link to={sessionPath(course.id, next.id)}>{t("calendar.next", { title: next.title })}</Link>
      <span>{t("calendar.startsIn", { when: format.relative(next.starts_at, now) })}</span>
    </p>
  );
}
