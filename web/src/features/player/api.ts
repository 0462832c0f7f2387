// What the watch page asks of the server: rows 19, 20 and 25 of the API.
import { answer, api, type Query, type Schemas } from "../../api";

export type RecordingInfo = Schemas["RecordingInfo"];
export type Rendition = Schemas["Rendition"];
export type DownloadFormat = Exclude<Query<"/recordings/{id}/download-url">["format"], "" | undefined>;
export type ProgressReport = Schemas["ProgressReport"];
export type ProgressEvent = NonNullable<ProgressReport["event"]>;
export type ProgressAnswer = Schemas["ProgressAnswer"];

export const playback = {
  info: (id: string) => answer(api.GET("/recordings/{id}/info", { params: { path: { id } } })),
  downloadLink: (id: string, format: DownloadFormat) =>
    answer(api.GET("/recordings/{id}/download-url", { params: { path: { id }, query: { format } } })),
  /** `whileLeaving` lets the request outlive the page. */
  sendProgress: (id: string, body: ProgressReport, whileLeaving: boolean) =>
    answer(
      api.POST("/recordings/{id}/progress", {
        params: { path: { id } },
        body,
        keepalive: whileLeaving,
      }),
    ),
};
