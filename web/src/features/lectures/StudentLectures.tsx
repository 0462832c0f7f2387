// The lectures of a course for those who learn: what comes next, and how far each one is.
import { Hourglass, Play } from "lucide-react";
import type { CourseDetail } from "../../api";
import { useLocale } from "../../i18n";
import { ButtonLink, Card, EmptyState } from "../../ui";
import { helpPath } from "../help/paths";
import { LeaveCourse } from "../courses/LeaveCourse";
import { isStarted, lectureTitle, nextLecture, watchPath } from "./lectureTitle";
import styles from "./Lectures.module.css";
import { StudentLecture } from "./StudentLecture";

export function StudentLectures({ course }: { course: CourseDetail }) {
  const { t, format } = useLocale();
  const next = nextLecture(course.recordings);
  return (
    <>
      {next && (
        <Card>
          <div className={styles.next}>
            <div>
              <p className={styles.kicker}>{t(isStarted(next) ? "lecture.continue" : "lecture.upNext")}</p>
              <h2 className={styles.nextTitle}>{lectureTitle(next)}</h2>
            </div>
            <ButtonLink look="primary" to={watchPath(next)} icon={<Play />}>
              {isStarted(next)
                ? t("lecture.resumeAt", { time: format.clock(next.my_position_seconds) })
                : t("lecture.watch")}
            </ButtonLink>
          </div>
        </Card>
      )}
      {course.recordings.length > 0 ? (
        <ol className={styles.list} aria-label={t("course.tab.lectures")}>
          {course.recordings.map((lecture, index) => (
            <StudentLecture key={lecture.id} lecture={lecture} number={lecture.lecture_number ?? index + 1} />
          ))}
        </ol>
      ) : (
        <EmptyState icon={<Hourglass />} title={t("lecture.noneYet")} help={helpPath("watching")}>
          {t("lecture.noneYetText", { name: course.instructor_name })}
        </EmptyState>
      )}
      {course.is_enrolled && course.my_role === "student" && (
        <div>
          <LeaveCourse course={course} />
        </div>
      )}
    </>
  );
}
