// One typed request: path with parameters, query, JSON body, JSON answer.
import { API_ROOT, apiFetch, throwUnlessOk } from "./http";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
export type QueryValue = string | number | boolean | null | undefined;

export interface CallOptions {
  query?: Readonly<Record<string, QueryValue>>;
  body?: object;
  signal?: AbortSignal;
}

export async function call<Answer>(method: Method, path: string, options: CallOptions = {}): Promise<Answer> {
  const init: RequestInit = { method, signal: options.signal ?? null };
  if (options.body) {
    init.body = JSON.stringify(options.body);
    init.headers = { "Content-Type": "application/json" };
  }
  const address = new URL(API_ROOT + path + queryString(options.query), window.location.origin);
  const response = await throwUnlessOk(await apiFetch(new Request(address, init)));
  return (response.status === 204 ? undefined : await response.json()) as Answer;
}

/** Absent values and empty strings are left out: the API reads an empty filter as an error. */
export function queryString(query: CallOptions["query"]): string {
  const pairs = Object.entries(query ?? {}).filter(
    ([, value]) => value !== undefined && value !== null && value !== "",
  );
  if (pairs.length === 0) return "";
  return `?${new URLSearchParams(pairs.map(([key, value]) => [key, String(value)])).toString()}`;
}
