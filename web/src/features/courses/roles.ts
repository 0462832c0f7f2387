// What each course role may do (section 2.4 of the API), as far as the pages show or hide things by it.
import type { Course } from "../../api";

export type CourseAbility =
  "edit" | "managePeople" | "manageClasses" | "seeStats" | "deleteCourse" | "manageTeam" | "seeClasses";

export function can(course: Course, ability: CourseAbility, userId: string, isAdmin: boolean): boolean {
  const leads = isAdmin || course.my_role === "admin" || course.my_role === "instructor";
  switch (ability) {
    case "edit":
    case "manageTeam":
      return leads;
    case "managePeople":
    case "manageClasses":
    case "seeStats":
      return leads || course.my_role === "ta";
    case "seeClasses":
      return leads || course.my_role !== null;
    case "deleteCourse":
      return isAdmin || course.instructor_id === userId;
  }
}
