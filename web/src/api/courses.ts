// Courses, their lectures, and the people in them.
import { answer, api, filled, type Query, type Schemas } from "./client";
import type { CourseRole, EnrollmentStatus } from "./types";

export type CourseQuery = Query<"/courses">;
export type EnrollmentQuery = Query<"/courses/{id}/enrollments">;

const of = (id: string) => ({ params: { path: { id } } });
const ofStudent = (id: string, student_id: string) => ({ path: { id, student_id } });
const ofLecture = (id: string, recording_id: string) => ({ path: { id, recording_id } });

export const courses = {
  list: (query: CourseQuery) => answer(api.GET("/courses", { params: { query: filled(query) } })),
  mine: () => answer(api.GET("/users/me/enrollments", { params: { query: { limit: 100 } } })),
  get: (id: string) => answer(api.GET("/courses/{id}", of(id))),
  create: (body: Schemas["CreateCourse"]) => answer(api.POST("/courses", { body })),
  change: (id: string, body: Schemas["UpdateCourse"]) =>
    answer(api.PUT("/courses/{id}", { ...of(id), body })),
  remove: (id: string) => answer(api.DELETE("/courses/{id}", of(id))),
  restore: (id: string) => answer(api.POST("/courses/{id}/restore", of(id))),
  stats: (id: string) => answer(api.GET("/courses/{id}/stats", of(id))),
};

export const enrollments = {
  list: (id: string, query: EnrollmentQuery) =>
    answer(api.GET("/courses/{id}/enrollments", { params: { path: { id }, query: filled(query) } })),
  join: (id: string, enrollment_key?: string) =>
    answer(api.POST("/courses/{id}/enroll", { ...of(id), body: enrollment_key ? { enrollment_key } : {} })),
  add: (id: string, student_id: string) =>
    answer(api.POST("/courses/{id}/enroll", { ...of(id), body: { student_id } })),
  setStatus: (id: string, student: string, status: EnrollmentStatus) =>
    answer(
      api.PUT("/courses/{id}/enrollments/{student_id}", {
        params: ofStudent(id, student),
        body: { status },
      }),
    ),
  drop: (id: string, student: string) =>
    answer(api.DELETE("/courses/{id}/enroll/{student_id}", { params: ofStudent(id, student) })),
};

export const permissions = {
  list: (id: string) =>
    answer(api.GET("/courses/{id}/permissions", { params: { path: { id }, query: { limit: 100 } } })),
  set: (id: string, user_id: string, role: CourseRole) =>
    answer(api.POST("/courses/{id}/permissions", { ...of(id), body: { user_id, role } })),
  remove: (id: string, user_id: string) =>
    answer(api.DELETE("/courses/{id}/permissions/{user_id}", { params: { path: { id, user_id } } })),
};

export const lectures = {
  link: (id: string, recording_id: string) =>
    answer(api.POST("/courses/{id}/recordings", { ...of(id), body: { recording_id } })),
  change: (id: string, recording: string, body: Schemas["UpdateCourseRecording"]) =>
    answer(api.PUT("/courses/{id}/recordings/{recording_id}", { params: ofLecture(id, recording), body })),
  publish: (id: string, recording: string) =>
    answer(api.POST("/courses/{id}/recordings/{recording_id}/publish", { params: ofLecture(id, recording) })),
  unpublish: (id: string, recording: string) =>
    answer(
      api.POST("/courses/{id}/recordings/{recording_id}/unpublish", { params: ofLecture(id, recording) }),
    ),
  unlink: (id: string, recording: string) =>
    answer(api.DELETE("/courses/{id}/recordings/{recording_id}", { params: ofLecture(id, recording) })),
  reorder: (id: string, recording_ids: string[]) =>
    answer(api.PUT("/courses/{id}/recordings/order", { ...of(id), body: { recording_ids } })),
};
