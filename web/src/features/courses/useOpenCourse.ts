import { useOutletContext } from "react-router";
import type { CourseDetail } from "../../api";

/** The course whose page the tab belongs to. */
export function useOpenCourse(): CourseDetail {
  return useOutletContext<CourseDetail>();
}
