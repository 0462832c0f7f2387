// Recordings and the jobs that work on them.
import { call } from "./call";
import type {
  ContinueWatching,
  Job,
  ListedJob,
  Paged,
  Recording,
  RecordingChange,
  TranscodeProgress,
} from "./types";

export interface RecordingQuery {
  q?: string;
  status?: string;
  user_id?: string;
  course_id?: string;
  source?: string;
  deleted?: boolean;
  sort?: string;
  limit?: number;
  offset?: number;
}

export interface JobQuery {
  status?: string;
  kind?: string;
  recording_id?: string;
  limit?: number;
  offset?: number;
}

export const recordings = {
  list: (query: RecordingQuery) =>
    call<Paged<"recordings", Recording>>("GET", "/recordings", { query: { ...query } }),
  get: (id: string) => call<Recording>("GET", `/recordings/${id}`),
  change: (id: string, body: RecordingChange) => call<Recording>("PUT", `/recordings/${id}`, { body }),
  remove: (id: string, permanent = false) =>
    call<{ status: string }>("DELETE", `/recordings/${id}`, { query: permanent ? { permanent } : {} }),
  restore: (id: string) => call<Recording>("POST", `/recordings/${id}/restore`),
  transcode: (id: string) => call<{ job_id: string | null }>("POST", `/recordings/${id}/transcode`),
  overview: () => call<{ continue_watching: ContinueWatching[] }>("GET", "/users/me/overview"),
  progress: (id: string) => call<TranscodeProgress>("GET", `/recordings/${id}/transcode/progress`),
};

export const jobs = {
  list: (query: JobQuery) => call<Paged<"jobs", ListedJob>>("GET", "/jobs", { query: { ...query } }),
  cancel: (id: string) => call<Job>("POST", `/jobs/${id}/cancel`),
  retry: (id: string) => call<Job>("POST", `/jobs/${id}/retry`),
};
