/** The calendar of a course. */
export function calendarPath(courseId: string): string {
  return `/courses/${courseId}/sessions`;
}

/** A class on it; this is the address that calendar programs show. */
export function sessionPath(courseId: string, sessionId: string): string {
  return `${calendarPath(courseId)}/${sessionId}`;
}
