// What goes on for a person, over all their courses (row E15).
import { isApiError } from "./error";
import { API_ROOT, apiFetch, throwUnlessOk } from "./http";
import type { ClassSession } from "./types";

export interface LiveClass {
  room_id: string;
  course_id: string | null;
  title: string;
}

export type UpcomingClass = Pick<ClassSession, "id" | "course_id" | "title" | "starts_at" | "ends_at">;

export interface Overview {
  live_now: LiveClass[];
  /** Of the next seven days. */
  upcoming: UpcomingClass[];
  continue_watching: {
    recording_id: string;
    title: string;
    position_seconds: number;
    duration_seconds: number;
  }[];
  alerts: number;
}

export const overview = {
  /** null from a server that has no such route: it is no part of docs/openapi.json yet. */
  async get(): Promise<Overview | null> {
    const request = new Request(window.location.origin + API_ROOT + "/users/me/overview");
    try {
      return (await (await throwUnlessOk(await apiFetch(request))).json()) as Overview;
    } catch (error) {
      if (isApiError(error) && error.status === 404) return null;
      throw error;
    }
  },
};
