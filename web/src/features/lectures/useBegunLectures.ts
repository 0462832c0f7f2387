import { useQueries } from "@tanstack/react-query";
import type { MyEnrollment } from "../../api";
import { courseQuery } from "../courses/queries";
import { isStarted, nextLecture } from "./lectureTitle";

const MOST_COURSES = 4;

/** The lecture to go on with in each course that is under way. Opening such a course later finds it loaded. */
export function useBegunLectures(enrollments: readonly MyEnrollment[]) {
  const underWay = enrollments.filter(
    ({ my_progress_percent }) => my_progress_percent > 0 && my_progress_percent < 100,
  );
  return useQueries({
    queries: underWay.slice(0, MOST_COURSES).map(({ course_id }) => courseQuery(course_id)),
    combine: (courses) =>
      courses.flatMap(({ data }) => {
        const lecture = data && nextLecture(data.recordings);
        return lecture && isStarted(lecture) ? [lecture] : [];
      }),
  });
}
