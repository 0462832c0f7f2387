// What the pages about recordings load.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { recordings, type Recording } from "../../api";
import type { RecordingQuery } from "../../api/recordings";
import { useUser } from "../../app/session";

const WORKING_MS = 2_000;
const LIST_MS = 10_000;

export const recordingKeys = {
  all: ["recordings"] as const,
  progress: (id: string) => ["recordings", "progress", id] as const,
};

export function isWorking({ status }: Recording): boolean {
  return status === "pending" || status === "recording" || status === "processing";
}

/** The recordings of the signed-in person; asks again while one of them is being worked on. */
export function useMyRecordings(query: Omit<RecordingQuery, "user_id">) {
  const user = useUser();
  return useQuery({
    queryKey: [...recordingKeys.all, "mine", user.user_id, query],
    queryFn: () => recordings.list({ ...query, user_id: user.user_id }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.recordings.some(isWorking) ? LIST_MS : false),
  });
}

export function useTranscodeProgress(id: string) {
  return useQuery({
    queryKey: recordingKeys.progress(id),
    queryFn: () => recordings.progress(id),
    refetchInterval: ({ state }) => (state.data?.is_complete ? false : WORKING_MS),
  });
}
