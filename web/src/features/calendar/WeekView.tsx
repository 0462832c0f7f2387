// The classes of one week side by side, for wide screens.
import { ChevronLeft, ChevronRight } from "lucide-react";
import { useState } from "react";
import { Link } from "react-router";
import type { ClassSession } from "../../api";
import { useLocale } from "../../i18n";
import { Button, classes, IconButton, Loaded, Skeleton } from "../../ui";
import { ClassHours } from "./ClassTime";
import { beginOf, byDay, daysUntil, plusDays, weekOf } from "./days";
import { sessionPath } from "./paths";
import { useClassesBetween } from "./queries";
import styles from "./WeekView.module.css";
import { localZone, toWallTime } from "./zonedTime";

export function WeekView({ courseId, now }: { courseId: string; now: number }) {
  const { t, format } = useLocale();
  const today = toWallTime(new Date(now), localZone()).date;
  const [shown, setShown] = useState(today);
  const days = weekOf(shown);
  const [monday = shown] = days;
  const query = useClassesBetween(courseId, beginOf(monday), beginOf(plusDays(monday, 7)));
  return (
    <>
      <div className={styles.head}>
        <h2 className={styles.title} aria-live="polite">
          {t("calendar.week", { day: format.day(beginOf(monday), now) })}
        </h2>
        <IconButton label={t("calendar.week.previous")} onClick={() => setShown(plusDays(monday, -7))}>
          <ChevronLeft className="flips" />
        </IconButton>
        <Button size="small" disabled={days.includes(today)} onClick={() => setShown(today)}>
          {t("calendar.week.today")}
        </Button>
        <IconButton label={t("calendar.week.next")} onClick={() => setShown(plusDays(monday, 7))}>
          <ChevronRight className="flips" />
        </IconButton>
      </div>
      <Loaded query={query} skeleton={<Skeleton shape="card" />}>
        {({ sessions }) => {
          const found = new Map(byDay(sessions).map((day) => [day.date, day.sessions]));
          return (
            <div className={styles.week}>
              {days.map((date) => (
                <Day key={date} date={date} sessions={found.get(date) ?? []} now={now} />
              ))}
            </div>
          );
        }}
      </Loaded>
    </>
  );
}

function Day({ date, sessions, now }: { date: string; sessions: readonly ClassSession[]; now: number }) {
  const { t, format } = useLocale();
  const isToday = daysUntil(date, now) === 0;
  return (
    <section
      className={classes(styles.day, isToday && styles.today)}
      aria-current={isToday ? "date" : undefined}
    >
      <h3>
        {format.weekday(beginOf(date))} <span>{format.number(Number(date.slice(8)))}</span>
      </h3>
      {sessions.length > 0 ? (
        <ul className={styles.classes}>
          {sessions.map((session) => (
            <li key={session.id} className={styles[session.status]}>
              <ClassHours session={session} />
              <Link to={sessionPath(session.course_id, session.id)}>
                <bdi>{session.title}</bdi>
              </Link>
              {(session.status === "live" || session.status === "cancelled") && (
                <small>{t(`calendar.phase.${session.status}`)}</small>
              )}
            </li>
          ))}
        </ul>
      ) : (
        <p className="visually-hidden">{t("calendar.week.none")}</p>
      )}
    </section>
  );
}
