// A course on the shelf: a book with a spine of its own colour.
import { Link } from "react-router";
import type { Course } from "../../api";
import { useText } from "../../i18n";
import { Badge, Facts, ProgressBar } from "../../ui";
import styles from "./CourseCard.module.css";
import { spineHue } from "./spine";
import { StatusBadge } from "./StatusBadge";

export function CourseCard({ course, progress }: { course: Course; progress?: number }) {
  const t = useText();
  return (
    <article className={styles.card} style={{ "--spine": spineHue(course.code) }}>
      <div className={styles.top}>
        <p className={styles.kicker}>
          <Facts
            items={[
              <bdi key="code">{course.code}</bdi>,
              <bdi key="term">{`${course.semester} ${course.year}`}</bdi>,
            ]}
          />
        </p>
        {course.status !== "active" && <StatusBadge status={course.status} />}
        {course.my_role && course.status === "active" && (
          <Badge tone="accent">{t(`course.role.${course.my_role}`)}</Badge>
        )}
      </div>
      <h3 className={styles.name}>
        <Link to={`/courses/${course.id}`}>{course.name}</Link>
      </h3>
      <p className={styles.teacher}>{course.instructor_name}</p>
      <p className={styles.facts}>
        <Facts
          items={[
            t("course.lectures", { n: course.recording_count }),
            t("course.students", { n: course.enrolled_count }),
          ]}
        />
      </p>
      {progress !== undefined && <ProgressBar thin label={t("course.progress")} percent={progress} />}
    </article>
  );
}
