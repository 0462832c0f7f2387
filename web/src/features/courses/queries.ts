// What the course pages load, and under which names it is remembered.
import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import { courses, enrollments, permissions, type CourseDetail } from "../../api";
import type { CourseQuery, EnrollmentQuery } from "../../api/courses";

const PROCESSING_MS = 5_000;
/** How long it may take until a course shows by itself that a class of it has begun. */
const LIVE_MS = 30_000;

export const courseKeys = {
  all: ["courses"] as const,
  one: (id: string) => ["courses", "one", id] as const,
  mine: ["courses", "mine"] as const,
  people: (id: string) => ["courses", "people", id] as const,
  team: (id: string) => ["courses", "team", id] as const,
  stats: (id: string) => ["courses", "stats", id] as const,
};

export function useCourses(query: CourseQuery) {
  return useQuery({
    queryKey: [...courseKeys.all, "list", query],
    queryFn: () => courses.list(query),
    placeholderData: keepPreviousData,
  });
}

export function useMyCourses() {
  return useQuery({ queryKey: courseKeys.mine, queryFn: courses.mine });
}

export function courseQuery(id: string) {
  return queryOptions({ queryKey: courseKeys.one(id), queryFn: () => courses.get(id) });
}

/** A course; asks again by itself, often while a lecture is being prepared. */
export function useCourse(id: string) {
  return useQuery({
    ...courseQuery(id),
    refetchInterval: ({ state }) => (isProcessing(state.data) ? PROCESSING_MS : LIVE_MS),
  });
}

function isProcessing(course: CourseDetail | undefined): boolean {
  return course?.recordings.some((lecture) => !lecture.streaming_ready) ?? false;
}

export function useCoursePeople(id: string, query: EnrollmentQuery) {
  return useQuery({
    queryKey: [...courseKeys.people(id), query],
    queryFn: () => enrollments.list(id, query),
    placeholderData: keepPreviousData,
  });
}

export function useCourseTeam(id: string) {
  return useQuery({ queryKey: courseKeys.team(id), queryFn: () => permissions.list(id) });
}

export function useCourseStats(id: string) {
  return useQuery({ queryKey: courseKeys.stats(id), queryFn: () => courses.stats(id) });
}
