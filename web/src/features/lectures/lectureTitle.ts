import type { Lecture } from "../../api";

/** The course's own title for a lecture goes before the recording's. */
export function lectureTitle(lecture: Lecture): string {
  return lecture.lecture_title ?? lecture.title;
}

const STARTED_SECONDS = 5;
const DONE_PERCENT = 95;

export function isStarted(lecture: Lecture): boolean {
  return lecture.my_position_seconds >= STARTED_SECONDS;
}

export function isDone(lecture: Lecture): boolean {
  return lecture.my_coverage_percent >= DONE_PERCENT;
}

/** The lecture to go on with: one that was begun, else the first that is not finished. */
export function nextLecture(lectures: readonly Lecture[]): Lecture | undefined {
  const open = lectures.filter((lecture) => lecture.streaming_ready && !isDone(lecture));
  return open.find(isStarted) ?? open[0];
}

export function watchPath(lecture: Lecture): string {
  return `/watch/${lecture.recording_id}?course=${lecture.course_id}`;
}
