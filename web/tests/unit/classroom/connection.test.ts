import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  Connection,
  RequestError,
  type ConnectionPorts,
} from "../../../src/features/classroom/core/connection";
import { nextLink, waitBefore, type Link } from "../../../src/features/classroom/core/link";
import { FakeSocket, portsFor } from "../../support/fakeSocket";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function open(change: Partial<ConnectionPorts> = {}) {
  const socket = new FakeSocket();
  const online = vi.fn();
  const connection = new Connection(online, portsFor(socket, change));
  connection.open();
  return { socket, online, connection };
}

async function refuse(socket: FakeSocket, code: string, more: object = {}) {
  socket.active = false;
  socket.hears("connect_error", { message: code, data: { code, ...more } });
  await vi.advanceTimersByTimeAsync(0);
}

describe("the connection to a class", () => {
  it("tells of every connection, and whether the place was kept", () => {
    const { socket, online, connection } = open();
    socket.hears("connect");
    expect(connection.link.state).toEqual({ is: "online" });
    socket.hears("disconnect", "transport close");
    expect(connection.link.state).toMatchObject({ is: "lost", since: 1_000_000, attempt: 0 });
    socket.hears("reconnect_attempt");
    expect(connection.link.state).toMatchObject({ is: "lost", attempt: 1 });
    socket.recovered = true;
    socket.hears("connect");
    expect(online.mock.calls).toEqual([[false], [true]]);
  });

  it("comes back by itself after the server has closed the connection", async () => {
    const { socket } = open();
    socket.hears("connect");
    socket.hears("disconnect", "io server disconnect");
    await vi.advanceTimersByTimeAsync(500);
    expect(socket.connects).toBe(2);
  });

  it("waits as long as a server that restarts asks for", async () => {
    const { socket, connection } = open();
    socket.hears("connect");
    socket.hears("server-draining", { reconnect_after_ms: 4_000 });
    expect(connection.link.state).toMatchObject({ is: "lost", draining: true });
    socket.hears("disconnect", "io server disconnect");
    await vi.advanceTimersByTimeAsync(3_999);
    expect(socket.connects).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(socket.connects).toBe(2);
  });

  it("renews the access when it has run out, and then comes in", async () => {
    const renewAccess = vi.fn(async () => "token");
    const { socket } = open({ renewAccess });
    await refuse(socket, "TOKEN_EXPIRED");
    expect(renewAccess).toHaveBeenCalledOnce();
    expect(socket.connects).toBe(2);
  });

  it("tells the application when the session is over", async () => {
    const tellSignedOut = vi.fn();
    const { socket, connection } = open({ renewAccess: async () => null, tellSignedOut });
    await refuse(socket, "INVALID_TOKEN");
    expect(connection.link.state).toEqual({ is: "closed", reason: "signedOut" });
    expect(tellSignedOut).toHaveBeenCalledOnce();
  });

  it("does not renew the access for ever", async () => {
    const { socket, connection } = open();
    await refuse(socket, "INVALID_TOKEN");
    await refuse(socket, "INVALID_TOKEN");
    expect(connection.link.state).toEqual({ is: "closed", reason: "signedOut" });
  });

  it("hands a new token over before the old one ends", async () => {
    const { socket } = open();
    socket.answers["auth-refresh"] = { ok: true, data: { expires_at: "" } };
    socket.hears("connect");
    socket.hears("auth-expiring", { expires_at: "" });
    await vi.advanceTimersByTimeAsync(0);
    expect(socket.requests("auth-refresh")).toEqual([{ token: "new-token" }]);
  });

  it("gives up on a disabled account", async () => {
    const { socket, connection } = open();
    await refuse(socket, "ACCOUNT_DISABLED");
    expect(connection.link.state).toEqual({ is: "closed", reason: "disabled" });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(socket.connects).toBe(1);
  });

  it("waits when there were too many connections", async () => {
    const { socket } = open();
    await refuse(socket, "RATE_LIMITED", { retry_after_ms: 7_000 });
    await vi.advanceTimersByTimeAsync(6_999);
    expect(socket.connects).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(socket.connects).toBe(2);
  });

  it("turns refusals and silence into errors", async () => {
    const { socket, connection } = open();
    await expect(connection.ask("hand-raise", { raised: true })).rejects.toMatchObject({ code: "OFFLINE" });
    socket.hears("connect");
    await expect(connection.ask("hand-raise", { raised: true })).rejects.toMatchObject({ code: "NO_ANSWER" });
    socket.answers["hand-raise"] = { ok: false, error: { error: "No", code: "FEATURE_DISABLED", event: "" } };
    await expect(connection.ask("hand-raise", { raised: true })).rejects.toEqual(
      new RequestError("FEATURE_DISABLED", "No"),
    );
    socket.answers["hand-raise"] = { ok: true, data: { position: 2 } };
    await expect(connection.ask("hand-raise", { raised: true })).resolves.toEqual({ position: 2 });
  });
});

describe("the link", () => {
  it("stays closed", () => {
    const closed: Link = { is: "closed", reason: "left" };
    expect(nextLink(closed, { type: "connected" })).toBe(closed);
    expect(nextLink(closed, { type: "draining", at: 1 })).toBe(closed);
  });

  it("keeps the moment of the loss while it is tried again", () => {
    const lost = nextLink({ is: "online" }, { type: "lost", at: 5 });
    expect(nextLink(nextLink(lost, { type: "attempt" }), { type: "lost", at: 9 })).toMatchObject({
      since: 5,
      attempt: 1,
    });
  });

  it("waits longer each time, with a spread, and never for long", () => {
    expect([0, 1, 2].map((attempt) => waitBefore(attempt, 1))).toEqual([1_000, 2_000, 4_000]);
    expect(waitBefore(0, 0)).toBe(500);
    expect(waitBefore(50, 1)).toBe(15_000);
  });
});
