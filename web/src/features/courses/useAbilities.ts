import type { Course } from "../../api";
import { useUser } from "../../app/session";
import { can, type CourseAbility } from "./roles";

/** What the signed-in person may do in a course. */
export function useAbilities(course: Course): (ability: CourseAbility) => boolean {
  const user = useUser();
  return (ability) => can(course, ability, user.user_id, user.role === "admin");
}
