// Classes under the days on which they are, in the reader's time zone.
import type { ClassSession } from "../../api";
import { useLocale } from "../../i18n";
import styles from "./Calendar.module.css";
import { ClassRow } from "./ClassRow";
import { beginOf, byDay, daysUntil } from "./days";

interface Props {
  sessions: readonly ClassSession[];
  now: number;
  manages: boolean;
}

export function Agenda({ sessions, now, manages }: Props) {
  return (
    <div className={styles.agenda}>
      {byDay(sessions).map((day) => (
        <section key={day.date}>
          <DayHeading date={day.date} now={now} />
          <ul className={styles.list}>
            {day.sessions.map((session) => (
              <ClassRow key={session.id} session={session} now={now} manages={manages} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function DayHeading({ date, now }: { date: string; now: number }) {
  const { t, format } = useLocale();
  const distance = daysUntil(date, now);
  return (
    <h3 className={styles.day}>
      {distance === 0 && <strong>{t("calendar.today")}</strong>}
      {distance === 1 && <strong>{t("calendar.tomorrow")}</strong>}
      <span>{format.day(beginOf(date), now)}</span>
    </h3>
  );
}
