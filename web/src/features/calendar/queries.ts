// What the calendar pages load, and under which names it is remembered.
import { keepPreviousData, useQuery, type QueryKey } from "@tanstack/react-query";
import { calendar, overview } from "../../api";
import { courseKeys } from "../courses/queries";

/** How long it may take until a page shows by itself that a class has begun. */
export const LIVE_MS = 20_000;
const MOST_UPCOMING = 100;
export const PAST_PAGE = 10;

export const calendarKeys = {
  all: ["calendar"] as const,
  overview: ["calendar", "overview"] as const,
  one: (session: string) => ["calendar", "one", session] as const,
  upcoming: (course: string) => ["calendar", "upcoming", course] as const,
  past: (course: string) => ["calendar", "past", course] as const,
  week: (course: string) => ["calendar", "week", course] as const,
};

/** What changes when a class does. */
export function changedByClass(course: string): readonly QueryKey[] {
  return [calendarKeys.all, courseKeys.one(course), courseKeys.mine];
}

/** Classes that go on, also beyond their time, and those to come; the next one first. */
export function useUpcomingClasses(course: string) {
  return useQuery({
    queryKey: calendarKeys.upcoming(course),
    queryFn: async () => {
      const from = new Date().toISOString();
      const [live, coming] = await Promise.all([
        calendar.list(course, { status: "live" }),
        calendar.list(course, { from, limit: MOST_UPCOMING }),
      ]);
      const others = coming.sessions.filter(({ status }) => status !== "live" && status !== "ended");
      return [...live.sessions, ...others];
    },
    refetchInterval: LIVE_MS,
  });
}

/** Classes that began before now; the last one first. */
export function usePastClasses(course: string, offset: number) {
  return useQuery({
    queryKey: [...calendarKeys.past(course), offset],
    queryFn: () =>
      calendar.list(course, {
        to: new Date().toISOString(),
        sort: "-starts_at",
        limit: PAST_PAGE,
        offset,
      }),
    placeholderData: keepPreviousData,
  });
}

/** All classes between two moments. */
export function useClassesBetween(course: string, from: string, to: string) {
  return useQuery({
    queryKey: [...calendarKeys.week(course), from, to],
    queryFn: () => calendar.list(course, { from, to, limit: MOST_UPCOMING }),
    placeholderData: keepPreviousData,
    refetchInterval: LIVE_MS,
  });
}

/** What goes on over all courses of the signed-in person. */
export function useOverview() {
  return useQuery({ queryKey: calendarKeys.overview, queryFn: overview.get, refetchInterval: LIVE_MS });
}

export function useClass(course: string, session: string) {
  return useQuery({
    queryKey: calendarKeys.one(session),
    queryFn: () => calendar.get(course, session),
    refetchInterval: LIVE_MS,
  });
}
