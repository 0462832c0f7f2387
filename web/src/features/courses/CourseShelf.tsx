import type { Course } from "../../api";
import { CourseCard } from "./CourseCard";
import styles from "./CourseCard.module.css";

interface Props {
  courses: readonly Course[];
  progress?: ReadonlyMap<string, number>;
}

export function CourseShelf({ courses, progress }: Props) {
  return (
    <ul className={styles.shelf}>
      {courses.map((course) => (
        <li key={course.id}>
          <CourseCard course={course} progress={progress?.get(course.id)} />
        </li>
      ))}
    </ul>
  );
}
