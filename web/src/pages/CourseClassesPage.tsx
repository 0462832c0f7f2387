import { CourseCalendar } from "../features/calendar/CourseCalendar";
import { useOpenCourse } from "../features/courses/useOpenCourse";

export function Component() {
  return <CourseCalendar course={useOpenCourse()} />;
}
