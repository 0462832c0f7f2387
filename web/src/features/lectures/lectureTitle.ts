import type { Lecture, UnfinishedLecture } from "../../api";

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

/** Beside the other lectures of the course, if it is one of a course. */
export function watchPath({
  recording_id,
  course_id,
}: Pick<UnfinishedLecture, "recording_id" | "course_id">): string {
  return course_id === null ? `/watch/${recording_id}` : `/watch/${recording_id}?course=${course_id}`;
}
