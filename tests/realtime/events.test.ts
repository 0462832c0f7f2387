import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import { once, TestServer } from "./support/server";

describe("events", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.start();
  });
  afterEach(() => server.disconnectClients());
  afterAll(() => server.stop());

  it("answers acks from the server's side, or tells that time is over", async () => {
    const socket = await server.connected();
    socket.once("question", (value: unknown, answer: (value: unknown) => void) => answer({ got: value }));
    expect(await socket.timeout(10_000).emitWithAck("ask", 5000, "how?")).toEqual({ got: "how?" });
    // Nobody answers this time.
    expect(await socket.timeout(10_000).emitWithAck("ask", 50, "how?")).toBe("timed out");
  });

  it("lets the client's own time-out pass", async () => {
    const socket = await server.connected();
    await expect(socket.timeout(100).emitWithAck("no-such-event", 1)).rejects.toThrow(
      "operation has timed out",
    );
    expect(await socket.timeout(10_000).emitWithAck("echo", 1)).toBe(1);
  });

  it("answers acks with binary data in them", async () => {
    const socket = await server.connected();
    socket.once("question", (_: unknown, answer: (value: unknown) => void) => answer(Buffer.from("bytes")));
    expect(await socket.timeout(10_000).emitWithAck("ask", 5000, 1)).toEqual(Buffer.from("bytes"));
  });

  it("broadcasts to a room, and to nobody else", async () => {
    const [a, b, c] = await Promise.all([server.connected(), server.connected(), server.connected()]);
    const heard: string[] = [];
    for (const [name, socket] of Object.entries({ a, b, c })) {
      socket.on("msg", (message: { n: number }) => heard.push(`${name}${message.n}`));
      await socket.emitWithAck("join", name === "c" ? "other" : "room");
    }
    for (let n = 0; n < 3; ++n) await a.emitWithAck("msg", { room: "room", n });
    await Promise.all([b.emitWithAck("echo", 0), c.emitWithAck("echo", 0)]);
    expect(heard.filter((text) => text.startsWith("a"))).toEqual(["a0", "a1", "a2"]);
    expect(heard.filter((text) => text.startsWith("b"))).toEqual(["b0", "b1", "b2"]);
    expect(heard).toHaveLength(6);
  });

  it("broadcasts to all but the sender, binary included", async () => {
    const [a, b] = await Promise.all([server.connected(), server.connected()]);
    a.on("from-other", () => expect.unreachable());
    const heard = once(b, "from-other");
    a.emit("others", Buffer.from([7]));
    expect(await heard).toEqual([Buffer.from([7])]);
    await a.emitWithAck("echo", 0);
  });

  it("disconnects from the server's side", async () => {
    for (const event of ["leave-server", "close-server"]) {
      const socket = await server.connected({ reconnection: false });
      const gone = once(socket, "disconnect");
      socket.emit(event);
      expect((await gone)[0]).toBe("io server disconnect");
    }
  });

  it("survives a handler that throws", async () => {
    const socket = await server.connected();
    socket.emit("throw");
    expect(await socket.timeout(10_000).emitWithAck("echo", 1)).toBe(1);
  });

  it("forgets clients that leave", async () => {
    const watcher = await server.connected();
    const before = (await watcher.emitWithAck("size")) as number;
    const other = await server.connected();
    expect(await watcher.emitWithAck("size")).toBe(before + 1);
    other.disconnect();
    await expect.poll(() => watcher.emitWithAck("size")).toBe(before);
  });

  it("keeps a thousand clients apart", async () => {
    const clients = await Promise.all(
      Array.from({ length: 1000 }, (_, i) =>
        server.connected({
          transports: i % 10 === 0 ? ["polling"] : ["websocket"],
          reconnection: false,
        }),
      ),
    );
    const watcher = await server.connected();
    expect(await watcher.emitWithAck("size")).toBe(1001);
    let heard = 0;
    await Promise.all(
      clients.map((socket, i) => {
        socket.on("msg", (message: { room: string }) => {
          expect(message.room).toBe(`room${Math.floor(i / 30)}`);
          ++heard;
        });
        return socket.emitWithAck("join", `room${Math.floor(i / 30)}`);
      }),
    );
    await Promise.all(
      clients.map((socket, i) => socket.emitWithAck("msg", { room: `room${Math.floor(i / 30)}`, i })),
    );
    await Promise.all(clients.map((socket) => socket.emitWithAck("echo", 0)));
    expect(heard).toBe(33 * 30 * 30 + 10 * 10);
  });
});
