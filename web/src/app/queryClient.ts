// How long answers stay fresh and which failures are worth another try.
import { QueryClient } from "@tanstack/react-query";
import { isApiError } from "../api";

const FRESH_MS = 15_000;
const MOST_RETRIES = 2;

export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: FRESH_MS,
        // "online" would leave queries paused for ever behind a wrong navigator.onLine.
        networkMode: "always",
        retry: (failures, error) => failures < MOST_RETRIES && isPassing(error),
      },
      mutations: { networkMode: "always" },
    },
  });
}

function isPassing(error: unknown): boolean {
  return isApiError(error) && (error.kind === "network" || error.status === 503);
}
