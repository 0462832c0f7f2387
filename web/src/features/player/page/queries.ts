// What the watch page loads. The information is asked for anew at every visit: another device may have gone on.
import { useQuery } from "@tanstack/react-query";
import { isApiError, recordings, type RecordingRight } from "../../../api";
import { courseQuery } from "../../courses/queries";
import { playback, type RecordingInfo } from "../api";

const PREPARING_MS = 3_000;

export const watchKeys = {
  info: (id: string) => ["watch", "info", id] as const,
  detail: (id: string) => ["watch", "detail", id] as const,
  progress: (id: string) => ["watch", "progress", id] as const,
};

export function useRecordingInfo(id: string) {
  return useQuery({
    queryKey: watchKeys.info(id),
    queryFn: () => playback.info(id),
    gcTime: 0,
    staleTime: Infinity,
    refetchInterval: ({ state }) => (state.data && isPreparing(state.data) ? PREPARING_MS : false),
  });
}

export function useRecordingDetail(id: string) {
  return useQuery({ queryKey: watchKeys.detail(id), queryFn: () => recordings.get(id) });
}

/** The course in which the lecture is watched, if the link names one. */
export function useCourseAround(id: string | null) {
  return useQuery({ ...courseQuery(id ?? ""), enabled: id !== null });
}

/** Those who may not see the work itself (row 46) still learn from the information when it is done. */
export function usePreparation(info: RecordingInfo) {
  const allowed = has(info, "control") || has(info, "edit");
  return useQuery({
    queryKey: watchKeys.progress(info.id),
    queryFn: () => recordings.progress(info.id),
    enabled: allowed && (isPreparing(info) || info.status === "failed"),
    refetchInterval: ({ state }) => (isApiError(state.error) ? false : PREPARING_MS),
  });
}

export function isPreparing(info: RecordingInfo): boolean {
  if (info.status === "failed") return false;
  return (
    !info.streaming_ready ||
    info.status === "processing" ||
    info.renditions.some(({ state }) => state === "pending" || state === "encoding")
  );
}

export function has(info: RecordingInfo, right: RecordingRight): boolean {
  return info.rights.includes(right);
}
