// Answers API requests from the fixtures, so that pages can be looked at without a server.
import type { CourseDetail, Profile } from "../../src/api";
import * as data from "./fixtures";

export interface MockRequest {
  method: string;
  url: URL;
  body: unknown;
}

export interface MockAnswer {
  status: number;
  body?: unknown;
}

export type MockHandler = (request: MockRequest) => MockAnswer | undefined;

export interface School {
  user: Profile | null;
  course?: CourseDetail;
  empty?: boolean;
  firstAccount?: boolean;
  /** Every route but the profile answers with this status. */
  broken?: number;
}

function paged(name: string, items: readonly unknown[], limit = 20): MockAnswer {
  return { status: 200, body: { [name]: items, total: items.length, limit, offset: 0 } };
}

export function failure(status: number, code: string, details: unknown[] = []): MockAnswer {
  return {
    status,
    body: { error: code, code, status, details, request_id: "0195f3c2a7" },
  };
}

export function mockServer(school: School): MockHandler {
  const some = <Item>(items: readonly Item[]) => (school.empty ? [] : items);

  const routes: Record<string, () => MockAnswer> = {
    "GET /config": () => ({
      status: 200,
      body: {
        name: "Cedar School",
        version: "0.1.0",
        registration: { enabled: true, teacher: "approve", first_account: school.firstAccount ?? false },
        features: [],
        locales: ["en", "ar"],
      },
    }),
    "GET /auth/sessions": () => paged("sessions", data.sessions),
    "GET /users": () => paged("users", some(data.users)),
    "GET /users/me/enrollments": () =>
      paged(
        "enrollments",
        some(data.courses.slice(0, 4)).map((course, index) => ({
          id: data.uuid(900 + index),
          course_id: course.id,
          status: "active",
          enrollment_date: course.created_at,
          course,
          my_progress_percent: 20 * index + 15,
        })),
      ),
    "GET /users/me/overview": () => ({
      status: 200,
      body: {
        live_now: [],
        upcoming: [],
        alerts: 0,
        continue_watching: some(data.lectures.slice(1, 3)).map((lecture) => ({
          recording_id: lecture.recording_id,
          title: lecture.title,
          position_seconds: 1390,
          duration_seconds: lecture.duration_seconds,
        })),
      },
    }),
    "GET /courses": () => paged("courses", some(data.courses)),
    "GET /courses/:id": () => ({ status: 200, body: school.course ?? data.courseDetail() }),
    "GET /courses/:id/enrollments": () => paged("enrollments", some(data.enrollments)),
    "GET /courses/:id/permissions": () => paged("permissions", some(data.team)),
    "GET /courses/:id/stats": () => ({
      status: 200,
      body: {
        total_students: 34,
        total_recordings: 12,
        published_recordings: 9,
        unique_viewers: 31,
        total_views: 1204,
        total_watch_time_seconds: 412_300,
        last_accessed: "2026-09-20T10:00:00.000Z",
        average_engagement: 64.2,
        average_completion: 71.5,
        attendance_rate: null,
      },
    }),
    "GET /recordings": () => paged("recordings", some(data.recordings)),
    "GET /recordings/:id/transcode/progress": () => ({ status: 200, body: data.transcodeProgress }),
    "GET /jobs": () => paged("jobs", some(data.jobs)),
  };

  return ({ method, url }) => {
    const path = url.pathname.replace(/^\/api\/v1/, "");
    const key = `${method} ${path.replace(/\/0195f3c2-[0-9a-f-]+/g, "/:id")}`;
    if (key === "GET /auth/profile" || key === "POST /auth/refresh") {
      return school.user ? { status: 200, body: school.user } : failure(401, "MISSING_TOKEN");
    }
    if (school.broken && key !== "GET /config") return failure(school.broken, "INTERNAL_ERROR");
    return routes[key]?.();
  };
}
