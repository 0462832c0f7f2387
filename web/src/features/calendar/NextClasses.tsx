// On the home page: classes that go on now, and those of the next days, over all courses of a person.
import { Link } from "react-router";
import type { UpcomingClass } from "../../api";
import { useLocale } from "../../i18n";
import { useNow } from "../../ui";
import { HomeSection } from "../courses/HomeSection";
import styles from "./Calendar.module.css";
import { ClassHours } from "./ClassTime";
import { JoinLink } from "./JoinLink";
import { sessionPath } from "./paths";
import { NOW_STEP_MS, startsSoon } from "./phase";
import { useOverview } from "./queries";

const MOST_SHOWN = 5;

/** Nothing where there is none: the page has other things to show. */
export function NextClasses() {
  const { t } = useLocale();
  const now = useNow(NOW_STEP_MS);
  const { data } = useOverview();
  if (!data) return null;
  return (
    <>
      {data.live_now.map((room) => (
        <div key={room.room_id} className={styles.banner} role="status">
          <span className={styles.dot} aria-hidden />
          <p>
            <strong>{t("calendar.liveTitle", { title: room.title })}</strong>
          </p>
          <JoinLink room={room} title={room.title} />
        </div>
      ))}
      {data.upcoming.length > 0 && (
        <HomeSection title={t("calendar.nextClasses")}>
          <ul className={styles.list}>
            {data.upcoming.slice(0, MOST_SHOWN).map((session) => (
              <NextClass key={session.id} session={session} now={now} />
            ))}
          </ul>
        </HomeSection>
      )}
    </>
  );
}

function NextClass({ session, now }: { session: UpcomingClass; now: number }) {
  const { t, format } = useLocale();
  return (
    <li className={styles.row}>
      <p className={styles.hours}>
        <ClassHours session={session} />
        <small>{format.day(session.starts_at, now)}</small>
      </p>
      <div className={styles.text}>
        <h3 className={styles.title}>
          <Link to={sessionPath(session.course_id, session.id)}>
            <bdi>{session.title}</bdi>
          </Link>
        </h3>
        {startsSoon(session.starts_at, now) && (
          <p className={styles.facts}>
            {t("calendar.startsIn", { when: format.relative(session.starts_at, now) })}
          </p>
        )}
      </div>
    </li>
  );
}
