import type { CourseStatus, EnrollmentPolicy } from "../../api";

export const COURSE_STATUSES: readonly CourseStatus[] = ["draft", "active", "completed", "archived"];
export const ENROLLMENT_POLICIES: readonly EnrollmentPolicy[] = ["open", "key", "closed"];

const YEARS_BACK = 4;

/** Next year and some years back: what a catalogue is usually asked for. */
export function recentYears(now = new Date()): number[] {
  const next = now.getFullYear() + 1;
  return Array.from({ length: YEARS_BACK + 2 }, (_, index) => next - index);
}
