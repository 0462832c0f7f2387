import { connect } from "node:net";

import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import { once, TestServer } from "./support/server";

/** A WebSocket client that opens a session, enters, asks for something, and then reads no more. */
function deafClient(port: number, packet: string): Promise<{ closed: Promise<unknown> }> {
  const frame = (text: string) => {
    const payload = Buffer.from(text);
    const head =
      payload.length < 126
        ? [0x81, 0x80 | payload.length]
        : [0x81, 0xfe, payload.length >> 8, payload.length & 255];
    return Buffer.concat([Buffer.from([...head, 0, 0, 0, 0]), payload]);
  };
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("error", reject);
    socket.write(
      "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n" +
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
    );
    socket.write(frame("40"));
    socket.once("data", () => {
      socket.pause();
      socket.off("error", reject);
      const closed = new Promise((done) => socket.once("error", done).once("close", done));
      socket.write(frame(packet));
      resolve({ closed });
    });
  });
}

describe("limits", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.start();
  });
  afterEach(() => server.disconnectClients());
  afterAll(() => server.stop());

  it("drops a client that does not read, and keeps its memory", async () => {
    const watcher = await server.connected();
    const before = (await watcher.emitWithAck("size")) as number;
    const memory = server.residentMegabytes();
    // 200 MB if they were all kept.
    await Promise.all(
      Array.from({ length: 5 }, () => deafClient(server.port, `42["flood",40,"${"x".repeat(60_000)}"]`)),
    );
    const deaf = await deafClient(server.port, `42["flood",4000,"${"x".repeat(10_000)}"]`);
    await expect.poll(() => watcher.emitWithAck("size"), { timeout: 20_000 }).toBeLessThanOrEqual(before + 5);
    expect(server.residentMegabytes() - memory).toBeLessThan(100);
    void deaf;
  });

  it("closes on whatever is not the protocol, and serves the others", async () => {
    const good = await server.connected();
    const nonsense = [
      "",
      "4",
      "9",
      "abc",
      "42{}",
      "42[",
      '42["disconnect"]',
      "451-[]",
      "43",
      "40",
      "1",
      "\u0000",
    ];
    for (const text of nonsense) {
      const socket = await server.connected({
        transports: ["websocket"],
        reconnection: false,
      });
      const gone = once(socket, "disconnect");
      const { ws } = socket.io.engine.transport as unknown as {
        ws: { send(text: string): void };
      };
      ws.send(text);
      await gone;
    }
    expect(await good.timeout(10_000).emitWithAck("echo", 1)).toBe(1);
  });
});
