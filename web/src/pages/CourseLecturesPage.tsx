import { EnrollPanel } from "../features/courses/EnrollPanel";
import { useAbilities } from "../features/courses/useAbilities";
import { useOpenCourse } from "../features/courses/useOpenCourse";
import { StudentLectures } from "../features/lectures/StudentLectures";
import { TeacherLectures } from "../features/lectures/TeacherLectures";

export function Component() {
  const course = useOpenCourse();
  const can = useAbilities(course);
  if (can("edit")) return <TeacherLectures course={course} />;
  return course.my_role ? <StudentLectures course={course} /> : <EnrollPanel course={course} />;
}
