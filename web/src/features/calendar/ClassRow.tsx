import { Link } from "react-router";
import type { ClassSession } from "../../api";
import { useLocale } from "../../i18n";
import { classes } from "../../ui";
import styles from "./Calendar.module.css";
import { ClassActions } from "./ClassActions";
import { ClassFacts } from "./ClassFacts";
import { ClassHours } from "./ClassTime";
import { sessionPath } from "./paths";

interface Props {
  session: ClassSession;
  now: number;
  manages: boolean;
}

export function ClassRow({ session, now, manages }: Props) {
  const { format } = useLocale();
  const seconds = (Date.parse(session.ends_at) - Date.parse(session.starts_at)) / 1000;
  return (
    <li
      className={classes(
        styles.row,
        session.status === "live" && styles.live,
        session.status === "cancelled" && styles.cancelled,
      )}
    >
      <p className={styles.hours}>
        <ClassHours session={session} />
        <small>{format.duration(seconds)}</small>
      </p>
      <div className={styles.text}>
        <h4 className={styles.title}>
          <Link to={sessionPath(session.course_id, session.id)}>
            <bdi>{session.title}</bdi>
          </Link>
        </h4>
        <p className={styles.facts}>
          <ClassFacts session={session} now={now} />
        </p>
      </div>
      <div className={styles.actions}>
        <ClassActions session={session} now={now} manages={manages} />
      </div>
    </li>
  );
}
