// Courses, their lectures, and the people in them.
import { call } from "./call";
import type {
  Course,
  CourseDetail,
  CourseFields,
  CourseRole,
  CourseStats,
  Enrollment,
  EnrollmentStatus,
  Lecture,
  LectureChange,
  MyEnrollment,
  Paged,
  Permission,
} from "./types";

export interface CourseQuery {
  q?: string;
  semester?: string;
  year?: number;
  status?: string;
  mine?: boolean;
  sort?: string;
  limit?: number;
  offset?: number;
}

export interface EnrollmentQuery {
  q?: string;
  status?: string;
  limit?: number;
  offset?: number;
}

export const courses = {
  list: (query: CourseQuery) => call<Paged<"courses", Course>>("GET", "/courses", { query: { ...query } }),
  mine: () =>
    call<Paged<"enrollments", MyEnrollment>>("GET", "/users/me/enrollments", { query: { limit: 100 } }),
  get: (id: string) => call<CourseDetail>("GET", `/courses/${id}`),
  create: (body: CourseFields) => call<Course>("POST", "/courses", { body }),
  change: (id: string, body: Partial<CourseFields>) => call<Course>("PUT", `/courses/${id}`, { body }),
  remove: (id: string) => call<undefined>("DELETE", `/courses/${id}`),
  restore: (id: string) => call<Course>("POST", `/courses/${id}/restore`),
  stats: (id: string) => call<CourseStats>("GET", `/courses/${id}/stats`),
};

export const enrollments = {
  list: (course: string, query: EnrollmentQuery) =>
    call<Paged<"enrollments", Enrollment>>("GET", `/courses/${course}/enrollments`, { query: { ...query } }),
  join: (course: string, enrollment_key?: string) =>
    call<Enrollment>("POST", `/courses/${course}/enroll`, { body: enrollment_key ? { enrollment_key } : {} }),
  add: (course: string, student_id: string) =>
    call<Enrollment>("POST", `/courses/${course}/enroll`, { body: { student_id } }),
  setStatus: (course: string, student: string, status: EnrollmentStatus) =>
    call<Enrollment>("PUT", `/courses/${course}/enrollments/${student}`, { body: { status } }),
  drop: (course: string, student: string) =>
    call<undefined>("DELETE", `/courses/${course}/enroll/${student}`),
};

export const permissions = {
  list: (course: string) =>
    call<Paged<"permissions", Permission>>("GET", `/courses/${course}/permissions`, {
      query: { limit: 100 },
    }),
  set: (course: string, user_id: string, role: CourseRole) =>
    call<Permission>("POST", `/courses/${course}/permissions`, { body: { user_id, role } }),
  remove: (course: string, user: string) =>
    call<undefined>("DELETE", `/courses/${course}/permissions/${user}`),
};

export const lectures = {
  link: (course: string, recording_id: string) =>
    call<Lecture>("POST", `/courses/${course}/recordings`, { body: { recording_id } }),
  change: (course: string, recording: string, body: LectureChange) =>
    call<Lecture>("PUT", `/courses/${course}/recordings/${recording}`, { body }),
  publish: (course: string, recording: string) =>
    call<{ is_published: boolean }>("POST", `/courses/${course}/recordings/${recording}/publish`),
  unpublish: (course: string, recording: string) =>
    call<{ is_published: boolean }>("POST", `/courses/${course}/recordings/${recording}/unpublish`),
  unlink: (course: string, recording: string) =>
    call<undefined>("DELETE", `/courses/${course}/recordings/${recording}`),
  reorder: (course: string, recording_ids: string[]) =>
    call<{ recordings: Lecture[] }>("PUT", `/courses/${course}/recordings/order`, {
      body: { recording_ids },
    }),
};
