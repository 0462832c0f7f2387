import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import { CuttingProxy } from "../e2e/support/cuttingProxy";
import { once, TestServer } from "./support/server";

describe("reconnection", () => {
  it("finds the server again after it was restarted", async () => {
    const server = await TestServer.start();
    const socket = await server.connected();
    const port = String(server.port);
    const gone = once(socket, "disconnect");
    // Without its clients being told to stay away.
    const restarted = server.restart("--port", port);
    await gone;
    const again = once(socket, "connect");
    const next = await restarted;
    await again;
    expect(await socket.timeout(10_000).emitWithAck("echo", 1)).toBe(1);
    socket.disconnect();
    await next.stop();
  });
});

describe("connection-state recovery", () => {
  let server: TestServer;
  let proxy: CuttingProxy;
  beforeAll(async () => {
    server = await TestServer.start("--recovery", "10000");
    proxy = await CuttingProxy.start(server.port, 300);
  });
  afterEach(() => server.disconnectClients());
  afterAll(async () => {
    await proxy.stop();
    await server.stop();
  });

  for (const transports of [["polling"], ["websocket"], ["polling", "websocket"]]) {
    it(`gives back id, room and every missed event in order (${transports.join(", ")})`, async () => {
      const other = await server.connected();
      const socket = server.clientOf(proxy.address, { transports });
      await once(socket, "connect");
      expect(socket.recovered).toBe(false);
      const id = socket.id;
      const heard: number[] = [];
      socket.on("msg", (message: { n: number }) => heard.push(message.n));
      await socket.emitWithAck("join", "room");
      await other.emitWithAck("msg", { room: "room", n: 0 });
      await expect.poll(() => heard).toEqual([0]);

      const gone = once(socket, "disconnect");
      const back = once(socket, "connect");
      proxy.cutAfter(1);
      socket.emit("message", "breaks the connection");
      await gone;
      for (let n = 1; n <= 20; ++n) await other.emitWithAck("msg", { room: "room", n });
      await back;
      expect(socket.recovered).toBe(true);
      expect(socket.id).toBe(id);
      await other.emitWithAck("msg", { room: "room", n: 21 });
      await expect.poll(() => heard).toEqual(Array.from({ length: 22 }, (_, n) => n));
    });
  }

  it("does not give back the sockets of those who left", async () => {
    const socket = await server.connected();
    const id = socket.id;
    socket.disconnect().connect();
    await once(socket, "connect");
    expect(socket.recovered).toBe(false);
    expect(socket.id === id).toBe(false);
  });
});
