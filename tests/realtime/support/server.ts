// The conformance server as a child process, and clients of it that are gone when a test is over.
import { spawn, type ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

import { io, type ManagerOptions, type Socket, type SocketOptions } from "socket.io-client";

type Options = Partial<ManagerOptions & SocketOptions>;

export class TestServer {
  private readonly clients: Socket[] = [];

  private constructor(
    private readonly process: ChildProcess,
    readonly port: number,
  ) {}

  /** With pings every 25 s unless the arguments say otherwise. */
  static async start(...args: string[]): Promise<TestServer> {
    const program = process.env.VTP_CONFORMANCE;
    if (!program) throw new Error("VTP_CONFORMANCE must name the program");
    const server = spawn(program, ["--port", "0", "--ping", "25000", ...args], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    for await (const line of createInterface({ input: server.stdout })) {
      const port = /^listening on 127\.0\.0\.1:(\d+)$/.exec(line)?.[1];
      if (port) return new TestServer(server, Number(port));
    }
    throw new Error("the server ended before it listened");
  }

  get address(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** A client with a connection of its own. */
  client(options: Options = {}, space = ""): Socket {
    return this.clientOf(this.address, options, space);
  }

  clientOf(address: string, options: Options, space = ""): Socket {
    const socket = io(address + space, {
      forceNew: true,
      reconnectionDelay: 20,
      reconnectionDelayMax: 100,
      ...options,
    });
    this.clients.push(socket);
    return socket;
  }

  async connected(options: Options = {}, space = ""): Promise<Socket> {
    const socket = this.client(options, space);
    await once(socket, "connect");
    return socket;
  }

  /** To be called after every test. */
  disconnectClients(): void {
    this.clients.splice(0).forEach((socket) => socket.disconnect());
  }

  /** What the server holds in memory, in megabytes. */
  residentMegabytes(): number {
    const status = readFileSync(`/proc/${this.process.pid}/status`, "utf8");
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024;
  }

  /** Ends the process and starts another; the clients are left to themselves. */
  async restart(...args: string[]): Promise<TestServer> {
    this.clients.splice(0);
    await this.stop();
    return TestServer.start(...args);
  }

  async stop(): Promise<void> {
    this.disconnectClients();
    const ended = new Promise((resolve) => this.process.once("exit", resolve));
    this.process.kill("SIGTERM");
    await ended;
  }
}

interface Emitter {
  once(event: string, listener: (...values: never[]) => void): unknown;
}

/** The arguments of the next event of that name. */
export function once(emitter: Emitter, event: string): Promise<unknown[]> {
  return new Promise((resolve) => emitter.once(event, (...values: unknown[]) => resolve(values)));
}
