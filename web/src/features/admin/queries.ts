// What the administrator's pages load.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { jobs, users } from "../../api";
import type { JobQuery } from "../../api/recordings";
import type { UserQuery } from "../../api/users";

const JOBS_MS = 3_000;

export const adminKeys = { users: ["users"] as const, jobs: ["jobs"] as const };

export function useUsers(query: UserQuery) {
  return useQuery({
    queryKey: [...adminKeys.users, query],
    queryFn: () => users.list(query),
    placeholderData: keepPreviousData,
  });
}

export function useJobs(query: JobQuery) {
  return useQuery({
    queryKey: [...adminKeys.jobs, query],
    queryFn: () => jobs.list(query),
    placeholderData: keepPreviousData,
    refetchInterval: JOBS_MS,
  });
}
