// Answers API requests from the fixtures, so that pages can be looked at without a server. The generated types hold
// it to what the server says of itself.
import type { ClassSession, CourseDetail, Overview, Poll, Profile, Room, Routes } from "../../src/api";
import type { RecordingInfo } from "../../src/features/player/api";
import { madeStreamKey, room, stoppedRecording, streamKeys } from "./classFixtures";
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
  /** What is watched; null if there is no such lecture, or not for this person. */
  watched?: RecordingInfo | null;
  overview?: Overview;
  /** The class that is entered; null if there is none. */
  room?: Room | null;
  polls?: Poll[];
  empty?: boolean;
  firstAccount?: boolean;
  /** Every route but the profile answers with this status. */
  broken?: number;
}

/** For each route that is read, what it answers. */
type Answers = {
  [Path in keyof Routes]?: Routes[Path] extends {
    get: { responses: { 200: { content: { "application/json": infer Body } } } };
  }
    ? (url: URL) => Body
    : never;
};

const ROOM = /^\/rooms\/[^/]+/;
const UUID = /[0-9a-f]{8}-[0-9a-f-]{27}/g;

function page(total: number) {
  return { total, limit: 20, offset: 0 };
}

export function failure(status: number, code: string, details: unknown[] = []): MockAnswer {
  return {
    status,
    body: { error: code, code, status, details, request_id: "0195f3c2a7" },
  };
}

function answersOf(school: School): Answers {
  const some = <Item>(items: Item[]) => (school.empty ? [] : items);
  return {
    "/config": () => ({
      ...data.config,
      registration: { ...data.config.registration, first_account: school.firstAccount ?? false },
    }),
    "/auth/sessions": () => ({ sessions: data.sessions, ...page(data.sessions.length) }),
    "/users": () => ({ users: some(data.users), ...page(data.users.length) }),
    "/users/me/overview": () =>
      school.overview ?? {
        live_now: [],
        upcoming: [],
        continue_watching: some(data.unfinished),
        alerts: 0,
      },
    "/users/me/enrollments": () => ({
      enrollments: some(data.myEnrollments),
      ...page(data.myEnrollments.length),
    }),
    "/courses": () => ({ courses: some(data.courses), ...page(data.courses.length) }),
    "/courses/{id}": () => school.course ?? data.courseDetail(),
    "/courses/{id}/sessions": ({ searchParams }) => {
      const sessions = some(classesAsked(searchParams));
      return { sessions, ...page(sessions.length) };
    },
    "/courses/{id}/sessions/{session_id}": ({ pathname }) =>
      data.classSessions.find(({ id }) => pathname.endsWith(id)) ?? data.classSession(1),
    "/courses/{id}/enrollments": () => ({
      enrollments: some(data.enrollments),
      ...page(data.enrollments.length),
    }),
    "/courses/{id}/permissions": () => ({ permissions: some(data.team), ...page(data.team.length) }),
    "/courses/{id}/stats": () => data.courseStats,
    "/recordings/{id}": () => recordingBehind(school.watched ?? data.recordingInfo()),
    "/recordings/{id}/info": () => school.watched ?? data.recordingInfo(),
    "/recordings": ({ searchParams }) => {
      const recordings = searchParams.get("deleted") === "true" ? data.trash : data.recordings;
      return { recordings: some(recordings), ...page(recordings.length) };
    },
    "/recordings/{id}/transcode/progress": () => data.transcodeProgress,
    "/rooms/{room}": () => school.room ?? room(),
    "/rooms/{room}/stream-keys": () => streamKeys,
    "/rooms/{room}/polls": () => ({ polls: school.polls ?? [] }),
    "/jobs": () => ({ jobs: some(data.jobs), ...page(data.jobs.length) }),
  };
}

function classesAsked(query: URLSearchParams): ClassSession[] {
  const [from, to] = [query.get("from"), query.get("to")];
  const found = data.classSessions.filter(
    ({ starts_at, ends_at, status }) =>
      (!from || ends_at > from) &&
      (!to || starts_at < to) &&
      (!query.get("status") || status === query.get("status")),
  );
  return query.get("sort") === "-starts_at" ? found.reverse() : found;
}

function recordingBehind({ title, description, status, error_message, rights }: RecordingInfo) {
  return data.recording(2, { title, description, status, error_message, rights });
}

export function mockServer(school: School): MockHandler {
  const answers: Partial<Record<string, (url: URL) => unknown>> = Object.fromEntries(
    Object.entries(answersOf(school)).map(([route, answer]) => [route.replaceAll(/{\w+}/g, "{id}"), answer]),
  );
  return ({ method, url }) => {
    const path = url.pathname
      .replace(/^\/api\/v1/, "")
      .replace(ROOM, "/rooms/{id}")
      .replace(UUID, "{id}");
    const known = method === "GET" && answers[path];
    if (path === "/auth/profile" || path === "/auth/refresh") {
      return school.user ? { status: 200, body: school.user } : failure(401, "MISSING_TOKEN");
    }
    if (school.watched === null && path.startsWith("/recordings/{id}")) {
      return failure(404, "RECORDING_NOT_FOUND");
    }
    if (method === "POST" && path === "/users/me/calendar-token") {
      return { status: 200, body: data.calendarAddresses };
    }
    if (method === "POST" && path === "/recordings/{id}/stop") return { status: 200, body: stoppedRecording };
    if (method === "POST" && path === "/rooms/{id}/stream-keys") return { status: 201, body: madeStreamKey };
    if (school.room === null && path.startsWith("/rooms/{id}")) return failure(404, "ROOM_NOT_FOUND");
    if (school.broken && path !== "/config") return failure(school.broken, "INTERNAL_ERROR");
    return known ? { status: 200, body: known(url) } : undefined;
  };
}
