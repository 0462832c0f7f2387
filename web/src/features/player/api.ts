// What the watch page asks of the server: rows 19, 20 and 25 of the API.
import { API_ROOT, apiFetch, call, type RecordingRight, type RecordingStatus } from "../../api";
import { throwUnlessOk } from "../../api/http";
import type { PlayedSegment } from "./core/playedLog";

export type RenditionState = "pending" | "encoding" | "ready" | "failed";

export interface Rendition {
  name: string;
  label: string | null;
  kind: string;
  width: number | null;
  height: number | null;
  frame_rate: number | null;
  bitrate_kbps: number;
  state: RenditionState;
  mb_per_hour: number;
}

export interface RecordingInfo {
  id: string;
  title: string;
  description: string | null;
  status: RecordingStatus;
  duration_seconds: number | null;
  started_at: string;
  has_video: boolean;
  streaming_ready: boolean;
  streaming_url: string;
  thumbnail_url: string;
  storyboard_url: string | null;
  renditions: Rendition[];
  resume_position_seconds: number;
  completed: boolean;
  coverage_percent: number;
  rights: RecordingRight[];
}

export type DownloadFormat = "mp4" | "original" | "audio";

export interface DownloadLink {
  download_url: string;
  file_name: string;
  file_size_bytes: number | null;
}

export type ProgressEvent = "play" | "pause" | "seek" | "heartbeat" | "ended";

export interface ProgressReport {
  position: number;
  duration?: number;
  session_id: string;
  event: ProgressEvent;
  speed: number;
  quality?: string;
  buffer_events: number;
  buffer_ms: number;
  visible: boolean;
  segments: PlayedSegment[];
}

export interface ProgressAnswer {
  completed: boolean;
  coverage_percent: number;
  session_id: string;
  next_heartbeat_seconds: number;
}

export const playback = {
  info: (id: string) => call<RecordingInfo>("GET", `/recordings/${id}/info`),
  downloadLink: (id: string, format: DownloadFormat) =>
    call<DownloadLink>("GET", `/recordings/${id}/download-url`, { query: { format } }),
};

/** `whileLeaving` lets the request outlive the page. */
export async function sendProgress(
  id: string,
  report: ProgressReport,
  whileLeaving: boolean,
): Promise<ProgressAnswer> {
  const request = new Request(`${API_ROOT}/recordings/${id}/progress`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(report),
    keepalive: whileLeaving,
  });
  const response = await throwUnlessOk(await apiFetch(request));
  return (await response.json()) as ProgressAnswer;
}
