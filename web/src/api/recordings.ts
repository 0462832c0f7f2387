// Recordings and the jobs that work on them.
import { answer, api, filled, type Query, type Schemas } from "./client";

export type RecordingQuery = Query<"/recordings">;
export type JobQuery = Query<"/jobs">;

const of = (id: string) => ({ params: { path: { id } } });

export const recordings = {
  list: (query: RecordingQuery) => answer(api.GET("/recordings", { params: { query: filled(query) } })),
  get: (id: string) => answer(api.GET("/recordings/{id}", of(id))),
  change: (id: string, body: Schemas["UpdateRecording"]) =>
    answer(api.PUT("/recordings/{id}", { ...of(id), body })),
  remove: (id: string, permanent = false) =>
    answer(
      api.DELETE("/recordings/{id}", { params: { path: { id }, query: permanent ? { permanent } : {} } }),
    ),
  start: (body: Schemas["StartRecording"]) => answer(api.POST("/recordings/start", { body })),
  /** Answered when it can be watched. */
  stop: (id: string) => answer(api.POST("/recordings/{id}/stop", of(id))),
  pause: (id: string) => answer(api.POST("/recordings/{id}/pause", of(id))),
  resume: (id: string) => answer(api.POST("/recordings/{id}/resume", of(id))),
  restore: (id: string) => answer(api.POST("/recordings/{id}/restore", of(id))),
  transcode: (id: string) => answer(api.POST("/recordings/{id}/transcode", of(id))),
  progress: (id: string) => answer(api.GET("/recordings/{id}/transcode/progress", of(id))),
};

export const jobs = {
  list: (query: JobQuery) => answer(api.GET("/jobs", { params: { query: filled(query) } })),
  cancel: (id: string) => answer(api.POST("/jobs/{id}/cancel", of(id))),
  retry: (id: string) => answer(api.POST("/jobs/{id}/retry", of(id))),
};
