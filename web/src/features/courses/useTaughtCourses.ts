import type { Course } from "../../api";
import { useUser } from "../../app/session";
import { can } from "./roles";

/** Those of the courses whose lectures the signed-in person may change. */
export function useTaughtCourses(courses: readonly Course[]): Course[] {
  const user = useUser();
  return courses.filter((course) => can(course, "edit", user.user_id, user.role === "admin"));
}
