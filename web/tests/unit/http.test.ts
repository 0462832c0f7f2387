import { afterEach, describe, expect, it, vi } from "vitest";
import { auth, courses, isApiError, onSignedOut } from "../../src/api";
import { mockFetch } from "../support/fetchMock";
import { profile } from "../support/fixtures";
import { failure } from "../support/mockServer";

const unknown = () => failure(401, "TOKEN_EXPIRED");

afterEach(() => vi.unstubAllGlobals());

describe("API access", () => {
  it("marks every request as ours", async () => {
    const seen = mockFetch({ "POST /auth/logout": () => ({ status: 204 }) });
    await auth.signOut();
    expect(seen[0]?.headers.get("X-Requested-With")).toBe("vtp-web");
  });

  it("refreshes the session once and repeats the request with its body", async () => {
    let known = false;
    const seen = mockFetch({
      "PUT /auth/profile": () => (known ? { status: 200, body: profile("student") } : unknown()),
      "POST /auth/refresh": () => {
        known = true;
        return { status: 200 };
      },
    });
    await auth.changeProfile({ full_name: "Ada" });
    expect(seen.map(({ key }) => key)).toEqual([
      "PUT /auth/profile",
      "POST /auth/refresh",
      "PUT /auth/profile",
    ]);
    expect(seen[2]?.body).toEqual({ full_name: "Ada" });
  });

  it("shares one refresh between requests that fail together", async () => {
    let known = false;
    const seen = mockFetch({
      "GET /auth/profile": () => (known ? { status: 200, body: profile("student") } : unknown()),
      "GET /auth/sessions": () => (known ? { status: 200, body: {} } : unknown()),
      "POST /auth/refresh": () => {
        known = true;
        return { status: 200 };
      },
    });
    await Promise.all([auth.profile(), auth.sessions()]);
    expect(seen.filter(({ key }) => key === "POST /auth/refresh")).toHaveLength(1);
  });

  it("tells when the session is over", async () => {
    mockFetch({ "GET /auth/profile": unknown, "POST /auth/refresh": unknown });
    const listener = vi.fn();
    const stop = onSignedOut(listener);
    await expect(auth.profile()).rejects.toMatchObject({ status: 401 });
    stop();
    expect(listener).toHaveBeenCalledOnce();
  });

  it("does not take a wrong password for the end of the session", async () => {
    const seen = mockFetch({ "POST /auth/change-password": () => failure(401, "INVALID_PASSWORD") });
    const change = auth.changePassword({ current_password: "a", new_password: "b" });
    await expect(change).rejects.toMatchObject({ code: "INVALID_PASSWORD" });
    expect(seen).toHaveLength(1);
  });

  it("leaves empty filters out of the query", async () => {
    const urls: string[] = [];
    vi.stubGlobal("fetch", (request: Request) => {
      urls.push(request.url);
      return Promise.resolve(new Response("{}"));
    });
    await courses.list({ q: "", status: "active", limit: 24, offset: 0 });
    expect(new URL(urls[0] ?? "").search).toBe("?status=active&limit=24&offset=0");
  });

  it("keeps field errors and the request id", async () => {
    const details = [{ field: "email", code: "INVALID_EMAIL", message: "" }];
    mockFetch({ "GET /config": () => failure(400, "INVALID_EMAIL", details) });
    const error: unknown = await auth.config().catch((cause: unknown) => cause);
    expect(isApiError(error, "INVALID_EMAIL") && [error.field("email")?.code, error.requestId]).toEqual([
      "INVALID_EMAIL",
      "0195f3c2a7",
    ]);
  });

  it("reports a lost connection as such", async () => {
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
    await expect(auth.config()).rejects.toMatchObject({ kind: "network" });
  });
});
