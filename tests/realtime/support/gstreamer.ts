// The encoder of Debian's GStreamer as a child process.
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const SCRIPT = fileURLToPath(new URL("gstreamerEncoder.py", import.meta.url));

export class GstreamerEncoder {
  private constructor(private readonly process: ChildProcess) {}

  /** Its connection is there. */
  static async publishing(endpoint: string, key: string): Promise<GstreamerEncoder> {
    const encoder = spawn("/usr/bin/python3", [SCRIPT, endpoint, key], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    for await (const line of createInterface({ input: encoder.stdout }))
      if (line === "published") return new GstreamerEncoder(encoder);
    throw new Error("the encoder ended before it had published");
  }

  /** It takes leave by itself. */
  async stop(): Promise<void> {
    const ended = once(this.process, "exit");
    this.process.stdin?.end();
    await ended;
  }

  close(): void {
    this.process.kill("SIGKILL");
  }
}
