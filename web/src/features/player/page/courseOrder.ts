// The way through the lectures of a course.
import type { CourseDetail, Lecture } from "../../../api";

export function lectureAfter(course: CourseDetail, recordingId: string): Lecture | undefined {
  const at = course.recordings.findIndex((lecture) => lecture.recording_id === recordingId);
  return at < 0 ? undefined : course.recordings.slice(at + 1).find((lecture) => lecture.streaming_ready);
}
