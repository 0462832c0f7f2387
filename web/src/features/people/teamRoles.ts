import type { CourseRole } from "../../api";

/** Only the owner and account administrators hand out the leading roles. */
export function grantableRoles(owns: boolean): readonly CourseRole[] {
  return owns ? ["ta", "viewer", "instructor", "admin"] : ["ta", "viewer"];
}
