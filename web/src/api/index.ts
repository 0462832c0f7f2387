export { auth } from "./auth";
export { answer, api, type Query, type Routes, type Schemas } from "./client";
export { courses, enrollments, lectures, permissions } from "./courses";
export { jobs, recordings } from "./recordings";
export { rooms } from "./rooms";
export { users } from "./users";
export { ApiError, isApiError, type FieldError } from "./error";
export { API_ROOT, apiFetch, onSignedOut } from "./http";
export type * from "./types";
