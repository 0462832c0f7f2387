// A class by itself, with all that is known about it.
import type { ClassSession } from "../../api";
import { useLocale } from "../../i18n";
import { Card, useNow } from "../../ui";
import { NOW_STEP_MS } from "./phase";
import styles from "./Calendar.module.css";
import { ClassActions } from "./ClassActions";
import { ClassFacts } from "./ClassFacts";
import { ClassHours } from "./ClassTime";

export function ClassCard({ session, manages }: { session: ClassSession; manages: boolean }) {
  const { format } = useLocale();
  const now = useNow(NOW_STEP_MS);
  return (
    <Card
      title={session.title}
      hint={
        <>
          {format.day(session.starts_at, now)}, <ClassHours session={session} />
        </>
      }
    >
      <p className={styles.facts}>
        <ClassFacts session={session} now={now} />
      </p>
      {session.description && (
        <p className={styles.description}>
          <bdi>{session.description}</bdi>
        </p>
      )}
      <div className={styles.cardActions}>
        <ClassActions session={session} now={now} manages={manages} />
      </div>
    </Card>
  );
}
