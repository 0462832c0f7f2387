// Who, what and when; with the progress and the actions of the one who looks.
import type { CourseDetail } from "../../api";
import { useText } from "../../i18n";
import { Facts, PageHeader, ProgressRing } from "../../ui";
import { StatusBadge } from "./StatusBadge";
import styles from "./CourseHeader.module.css";

export function CourseHeader({ course }: { course: CourseDetail }) {
  const t = useText();
  const studies = course.is_enrolled && course.my_role === "student";
  return (
    <PageHeader
      title={course.name}
      kicker={
        <Facts
          items={[
            <bdi key="code">{course.code}</bdi>,
            <bdi key="term">{`${course.semester} ${course.year}`}</bdi>,
            course.instructor_name,
            course.department,
            course.status !== "active" && <StatusBadge key="status" status={course.status} />,
          ]}
        />
      }
      actions={
        studies && course.recordings.length > 0 ? (
          <div className={styles.progress}>
            <ProgressRing label={t("course.progress")} percent={course.my_progress_percent} />
            <span aria-hidden>{t("course.progress")}</span>
          </div>
        ) : undefined
      }
    >
      {course.description && (
        <p className={styles.description}>
          <bdi>{course.description}</bdi>
        </p>
      )}
    </PageHeader>
  );
}
