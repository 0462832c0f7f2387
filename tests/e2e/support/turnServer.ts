// Debian's TURN server (coturn) on the loopback interface, on a free port, with a secret of the tests' own.
import { spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eventually, Hopeless } from "./eventually";

const START_MS = 30_000;
const ANSWER_MS = 500;
const SECRET = "a secret that only the relay and its server know";

export class TurnServer {
  private constructor(
    private readonly process: ChildProcess,
    private readonly directory: string,
    readonly port: number,
  ) {}

  static async start(): Promise<TurnServer> {
    const directory = await mkdtemp(join(tmpdir(), "vtp-turn-"));
    const port = await freePort();
    const child = spawn("turnserver", commandLine(directory, port), { stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (piece: Buffer) => (output = (output + piece.toString()).slice(-8_000)));
    child.on("error", (error) => (output += error.message));
    await eventually("the TURN server to answer", START_MS, () => {
      if (child.exitCode !== null || child.pid === undefined)
        throw new Hopeless(`the TURN server has ended:\n${output}`);
      return answers(port);
    });
    return new TurnServer(child, directory, port);
  }

  get url(): string {
    return `turn:127.0.0.1:${this.port}?transport=udp`;
  }

  /** Configuration values of the program that shares the secret. */
  get settings(): string[] {
    return [`media.turn=${this.url}`, `media.turn_secret=${SECRET}`];
  }

  async stop(): Promise<void> {
    if (this.process.exitCode === null) {
      const ended = once(this.process, "exit");
      this.process.kill("SIGKILL");
      await ended;
    }
    await rm(this.directory, { recursive: true, force: true });
  }
}

function commandLine(directory: string, port: number): string[] {
  return [
    ...["-n", "--no-cli", "--no-tls", "--no-dtls", "--no-tcp", "--log-file=stdout", "--simple-log"],
    ...[`--pidfile=${directory}/pid`, `--userdb=${directory}/db`],
    ...["--listening-ip=127.0.0.1", "--relay-ip=127.0.0.1", `--listening-port=${port}`],
    // Both ends of every call are on this computer.
    "--allow-loopback-peers",
    ...["--use-auth-secret", `--static-auth-secret=${SECRET}`, "--realm=school.test"],
  ];
}

async function freePort(): Promise<number> {
  const socket = createSocket("udp4");
  socket.bind(0, "127.0.0.1");
  await once(socket, "listening");
  const { port } = socket.address();
  socket.close();
  return port;
}

/** Whether a binding request (RFC 8489) is answered. */
async function answers(port: number): Promise<boolean> {
  const request = Buffer.concat([Buffer.from("000100002112a442", "hex"), randomBytes(12)]);
  const socket = createSocket("udp4");
  try {
    socket.send(request, port, "127.0.0.1");
    const [answer] = (await once(socket, "message", { signal: AbortSignal.timeout(ANSWER_MS) })) as [Buffer];
    return answer.subarray(8, 20).equals(request.subarray(8, 20));
  } finally {
    socket.close();
  }
}
