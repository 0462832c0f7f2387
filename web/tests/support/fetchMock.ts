// Puts the mock server, or single answers, in the place of fetch.
import { vi } from "vitest";
import type { MockAnswer, MockHandler } from "./mockServer";

export interface SeenRequest {
  key: string;
  body: unknown;
  headers: Headers;
}

/** Answers "METHOD /path" from the table first, else from the handler; returns what was asked. */
export function mockFetch(table: Record<string, () => MockAnswer>, fallback?: MockHandler): SeenRequest[] {
  const seen: SeenRequest[] = [];
  vi.stubGlobal("fetch", async (request: Request) => {
    const url = new URL(request.url);
    const key = `${request.method} ${url.pathname.replace(/^\/api\/v1/, "")}`;
    const text = await request.text();
    const body: unknown = text ? JSON.parse(text) : null;
    seen.push({ key, body, headers: request.headers });
    const answer = table[key]?.() ?? fallback?.({ method: request.method, url, body });
    if (!answer) throw new TypeError(`No answer for ${key}`);
    return new Response(answer.status === 204 ? null : JSON.stringify(answer.body ?? {}), {
      status: answer.status,
    });
  });
  return seen;
}
