// Starts the program under test with a data directory of its own on a free port, and ends only that.
import { spawn, type ChildProcess } from "node:child_process";
import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { eventually, Hopeless } from "./eventually";

const START_MS = 60_000;
const STOP_MS = 30_000;

export class Server {
  private process: ChildProcess | null = null;
  private port = 0;
  private output = "";

  private constructor(
    readonly directory: string,
    private readonly settings: readonly string[],
  ) {}

  /** `settings` are configuration values, such as "hls.segment_seconds=2". */
  static async start(...settings: string[]): Promise<Server> {
    const server = await Server.unstarted(...settings);
    await server.run();
    return server;
  }

  static async unstarted(...settings: string[]): Promise<Server> {
    const directory = await mkdtemp(join(tmpdir(), "vtp-e2e-"));
    return new Server(directory, ["limits.enabled=false", ...settings]);
  }

  get address(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get portNumber(): number {
    return this.port;
  }

  /** What the program wrote, to explain a failed test. */
  get log(): string {
    return this.output.slice(-8_000);
  }

  async run(): Promise<void> {
    const child = this.launch();
    this.process = child;
    await eventually("the server to listen", START_MS, () => {
      if (child.exitCode !== null)
        throw new Hopeless(`the program ended with ${child.exitCode}:\n${this.log}`);
      return this.port !== 0;
    });
    await eventually(
      "the server to be healthy",
      START_MS,
      async () => (await fetch(`${this.address}/health`)).ok,
    );
  }

  /** Starts the program without waiting for it. */
  launch(): ChildProcess {
    this.port = 0;
    this.output = "";
    const child = spawn(program(), this.commandLine(), { stdio: ["ignore", "pipe", "pipe"] });
    const file = createWriteStream(join(this.directory, "e2e.log"), { flags: "a" });
    const read = (piece: Buffer) => {
      file.write(piece);
      this.output += piece.toString();
      const match = /http:\/\/127\.0\.0\.1:(\d+)/.exec(this.output);
      if (match && this.port === 0) this.port = Number(match[1]);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.on("close", () => file.end());
    return child;
  }

  private commandLine(): string[] {
    const settings = ["media.udp_port=0", ...this.settings].flatMap((setting) => ["--set", setting]);
    return ["serve", "--data", join(this.directory, "data"), "--listen", "127.0.0.1:0", ...settings];
  }

  /** As a power cut would end it. */
  async kill(): Promise<void> {
    await this.end("SIGKILL");
  }

  async restart(): Promise<void> {
    await this.end("SIGTERM");
    await this.run();
  }

  async stop(): Promise<void> {
    await this.end("SIGTERM");
    if (process.env.VTP_E2E_KEEP) return;
    await rm(this.directory, { recursive: true, force: true });
  }

  /** As an operator would end it; the exit code. */
  async terminate(): Promise<number | null> {
    return await this.end("SIGTERM");
  }

  private async end(signal: NodeJS.Signals): Promise<number | null> {
    const child = this.process;
    this.process = null;
    if (!child || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null;
    const ended = new Promise<void>((done) => child.once("close", () => done()));
    child.kill(signal);
    const impatient = setTimeout(() => child.kill("SIGKILL"), STOP_MS);
    await ended;
    clearTimeout(impatient);
    return child.exitCode;
  }
}

export function program(): string {
  const path = process.env.VTP_PROGRAM;
  if (!path) throw new Error("VTP_PROGRAM names the program to test");
  return resolve(path);
}
