// All classes of a course: what goes on, what is to come, and what has been.
import { CalendarDays } from "lucide-react";
import { useState } from "react";
import type { ClassSession, CourseDetail } from "../../api";
import { useText } from "../../i18n";
import { useFilters } from "../../app/useFilters";
import { EmptyState, Loaded, Pagination, Skeleton, useMediaQuery, useNow } from "../../ui";
import { helpPath } from "../help/paths";
import { useAbilities } from "../courses/useAbilities";
import { Agenda } from "./Agenda";
import styles from "./Calendar.module.css";
import { CalendarToolbar } from "./CalendarToolbar";
import { isOver, NOW_STEP_MS, phaseOf } from "./phase";
import { usePastClasses, useUpcomingClasses } from "./queries";
import { CALENDAR_VIEWS, ViewSwitch } from "./ViewSwitch";
import { WeekView } from "./WeekView";

/** Where the days of a week have room side by side. */
const WIDE = "(width >= 56rem)";
const CALENDAR_FILTERS = { view: CALENDAR_VIEWS } as const;

export function CourseCalendar({ course }: { course: CourseDetail }) {
  const manages = useAbilities(course)("manageClasses");
  const query = useUpcomingClasses(course.id);
  const now = useNow(NOW_STEP_MS);
  const zone = query.data?.[0]?.timezone;
  const { filters, set } = useFilters(CALENDAR_FILTERS);
  const isWide = useMediaQuery(WIDE);
  return (
    <>
      <CalendarToolbar courseId={course.id} manages={manages} zone={zone}>
        {isWide && <ViewSwitch view={filters.view} onChange={(view) => set("view", view)} />}
      </CalendarToolbar>
      {isWide && filters.view === "week" ? (
        <WeekView courseId={course.id} now={now} />
      ) : (
        <AllClasses course={course} query={query} now={now} manages={manages} />
      )}
    </>
  );
}

interface AllProps {
  course: CourseDetail;
  query: ReturnType<typeof useUpcomingClasses>;
  now: number;
  manages: boolean;
}

function AllClasses({ course, query, now, manages }: AllProps) {
  const t = useText();
  return (
    <>
      <Loaded query={query} skeleton={<Skeleton shape="row" count={4} />}>
        {(sessions) =>
          sessions.length > 0 ? (
            <section className={styles.section}>
              <h2 className={styles.heading}>{t("calendar.upcoming")}</h2>
              <Agenda sessions={sessions} now={now} manages={manages} />
            </section>
          ) : (
            <EmptyState icon={<CalendarDays />} title={t("calendar.none")} help={helpPath("classes")}>
              {manages
                ? t("calendar.noneTeacher")
                : t("calendar.noneStudent", { name: course.instructor_name })}
            </EmptyState>
          )
        }
      </Loaded>
      <PastClasses courseId={course.id} now={now} manages={manages} />
    </>
  );
}

interface PastProps {
  courseId: string;
  now: number;
  manages: boolean;
}

function PastClasses({ courseId, now, manages }: PastProps) {
  const t = useText();
  const [offset, setOffset] = useState(0);
  const query = usePastClasses(courseId, offset);
  const page = query.data;
  if (!page) return null;
  const over = page.sessions.filter((session) => isPast(session, now));
  if (over.length === 0 && offset === 0) return null;
  return (
    <section className={styles.section}>
      <h2 className={styles.heading}>{t("calendar.past")}</h2>
      <Agenda sessions={over} now={now} manages={manages} />
      <Pagination {...page} onMove={setOffset} />
    </section>
  );
}

function isPast(session: ClassSession, now: number): boolean {
  return (
    isOver(phaseOf(session, now)) || (session.status === "cancelled" && Date.parse(session.ends_at) < now)
  );
}
