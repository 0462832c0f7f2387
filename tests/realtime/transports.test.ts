import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import { once, TestServer } from "./support/server";

const transports = {
  polling: ["polling"],
  websocket: ["websocket"],
  "polling, then websocket": ["polling", "websocket"],
};

describe("transports", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.start("--threads", "2");
  });
  afterEach(() => server.disconnectClients());
  afterAll(() => server.stop());

  for (const [name, list] of Object.entries(transports)) {
    describe(name, () => {
      it("carries events and acks in order", async () => {
        const socket = await server.connected({ transports: list });
        const answers = await Promise.all(
          Array.from({ length: 50 }, (_, i) =>
            socket.timeout(10_000).emitWithAck("echo", { i, text: "grüße 🎓" }),
          ),
        );
        expect(answers).toEqual(Array.from({ length: 50 }, (_, i) => ({ i, text: "grüße 🎓" })));
      });

      it("carries binary attachments both ways", async () => {
        const socket = await server.connected({ transports: list });
        const bytes = Buffer.from(Array.from({ length: 70_000 }, (_, i) => i % 256));
        const back = once(socket, "message-back");
        socket.emit("message", "a", { deep: [bytes] }, Buffer.from([1, 2, 3]));
        expect(await back).toEqual(["a", { deep: [bytes] }, Buffer.from([1, 2, 3])]);
        expect(await socket.timeout(10_000).emitWithAck("echo", Buffer.from([9]))).toEqual(Buffer.from([9]));
      });

      it("enters several namespaces over one connection", async () => {
        const main = await server.connected({ transports: list });
        const custom = main.io.socket("/custom", { auth: { token: "t" } });
        const [auth] = await once(custom, "auth");
        expect(auth).toEqual({ token: "t" });
        expect(custom.id === main.id).toBe(false);
        custom.disconnect();
        expect(await main.timeout(10_000).emitWithAck("echo", 1)).toBe(1);
      });
    });
  }

  it("upgrades while messages fly, without losing or repeating one", async () => {
    // Several, for the moment of the change to meet different moments of the traffic.
    await Promise.all(
      Array.from({ length: 10 }, async () => {
        const socket = server.client();
        const upgraded = once(socket.io.engine, "upgrade");
        await once(socket, "connect");
        const got: number[] = [];
        socket.on("message-back", (i: number) => got.push(i));
        let sent = 0;
        const timer = setInterval(() => socket.emit("message", sent++), 1);
        await upgraded;
        await expect.poll(() => got.length).toBeGreaterThan(50);
        clearInterval(timer);
        await socket.timeout(10_000).emitWithAck("echo", 0);
        expect(socket.io.engine.transport.name).toBe("websocket");
        expect(got).toEqual(Array.from({ length: sent }, (_, i) => i));
      }),
    );
  });

  it("carries messages close to the limit", async () => {
    for (const list of Object.values(transports)) {
      const socket = await server.connected({ transports: list });
      const text = "x".repeat(990_000);
      expect(await socket.timeout(20_000).emitWithAck("echo", text)).toBe(text);
    }
  });

  it("closes on messages above the limit", async () => {
    for (const list of [transports.polling, transports.websocket]) {
      const socket = await server.connected({
        transports: list,
        reconnection: false,
      });
      const gone = once(socket, "disconnect");
      socket.emit("message", "x".repeat(1_000_001));
      expect((await gone)[0]).toMatch(/^transport (close|error)$/);
    }
  });

  it("refuses unknown namespaces and whom the application refuses", async () => {
    const unknown = server.client({}, "/nowhere");
    const [error] = (await once(unknown, "connect_error")) as [Error];
    expect(error.message).toBe("Invalid namespace");
    const refused = server.client({ auth: { token: "refuse" } });
    const [reason] = (await once(refused, "connect_error")) as [Error & { data: unknown }];
    expect(reason.message).toBe("refused");
    expect(reason.data).toEqual({ code: "NO" });
  });

  it("tells of wrong versions of the protocol", async () => {
    const answer = await fetch(`${server.address}/socket.io/?EIO=3&transport=polling`);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({
      code: 5,
      message: "Unsupported protocol version",
    });
  });
});

describe("compression", () => {
  it("is agreed on, and carries long and short messages", async () => {
    const server = await TestServer.start("--compress");
    const socket = await server.connected({
      transports: ["websocket"],
      perMessageDeflate: { threshold: 0 },
    });
    const engine = socket.io.engine.transport as unknown as {
      ws: { extensions: string };
    };
    expect(engine.ws.extensions).toContain("permessage-deflate");
    for (const text of ["", "short", "long ".repeat(10_000)])
      expect(await socket.timeout(10_000).emitWithAck("echo", text)).toBe(text);
    await server.stop();
  });

  it("is off unless configured", async () => {
    const server = await TestServer.start();
    const socket = await server.connected({
      transports: ["websocket"],
      perMessageDeflate: { threshold: 0 },
    });
    const engine = socket.io.engine.transport as unknown as {
      ws: { extensions: string };
    };
    expect(engine.ws.extensions).toBe("");
    await server.stop();
  });
});
