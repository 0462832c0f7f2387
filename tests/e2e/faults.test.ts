// The server is killed in the middle of its work, as by a power cut. Nothing that it acknowledged may be lost.
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { Client, foundSchool } from "./support/api";
import { eventually } from "./support/eventually";
import { makeClip } from "./support/media";
import { Server } from "./support/server";
import { areasInUse, strayFiles } from "./support/store";

let server: Server;

afterEach(() => server?.stop());

function dataOf({ directory }: Server): string {
  return join(directory, "data");
}

/** The server has another port after a restart; sessions go on. */
function again(email: string): Promise<Client> {
  return new Client(server.address).signIn(email);
}

describe("a server that is killed", () => {
  it("while a file is uploaded still has every byte that it acknowledged", async () => {
    server = await Server.start();
    const { teacher, people } = await foundSchool(server.address);
    const clip = await makeClip(server.directory, 8);
    const chunk = Math.ceil(clip.length / 5);
    const upload = await teacher.createUpload(clip.length, "Interrupted.mp4");
    expect((await teacher.sendChunk(upload, 0, clip.subarray(0, chunk))).status).toBe(204);
    expect((await teacher.sendChunk(upload, chunk, clip.subarray(chunk, 2 * chunk))).status).toBe(204);

    const unacknowledged = teacher
      .sendChunk(upload, 2 * chunk, clip.subarray(2 * chunk, 3 * chunk))
      .catch(() => null);
    await server.kill();
    const third = await unacknowledged;
    await server.run();

    const client = await again(people.teacher.email);
    const offset = await client.uploadOffset(upload);
    expect(offset).toBeGreaterThanOrEqual(third?.status === 204 ? 3 * chunk : 2 * chunk);
    const rest = await client.sendChunk(upload, offset, clip.subarray(offset));
    expect(rest.status).toBe(204);
    const recordingId = rest.headers.get("X-Recording-Id") ?? "";
    await client.completed(recordingId);
    const original = await client.fetch(`/recordings/${recordingId}/download?format=original`);
    expect(Buffer.from(await original.arrayBuffer()).equals(clip)).toBe(true);
    expect(await strayFiles(dataOf(server), await again(people.admin.email))).toEqual([]);
  });

  it("while lectures are prepared finishes them after it starts again", async () => {
    server = await Server.start();
    const { teacher, people } = await foundSchool(server.address);
    const courseId = await teacher.createCourse("FAULT-1", "Power cuts");
    const clip = await makeClip(server.directory, 40, "1280x720");
    const recordingId = await teacher.upload(clip, "Long.mp4", courseId);
    await eventually("the transcoder to be in the middle of its work", 120_000, async () => {
      const { jobs } = await teacher.call<{
        jobs: { kind: string; status: string; progress: number }[];
      }>("GET", `/recordings/${recordingId}/transcode/progress`);
      return jobs.some(
        ({ kind, status, progress }) => kind === "transcode" && status === "running" && progress > 0,
      );
    });
    await server.kill();
    // What the killed server was making lies there; else the search for it below would show nothing.
    expect((await areasInUse(dataOf(server))).length).toBeGreaterThan(0);
    await server.run();

    const client = await again(people.teacher.email);
    await client.completed(recordingId);
    const course = await client.call<{ recordings: { recording_id: string }[] }>(
      "GET",
      `/courses/${courseId}`,
    );
    expect(course.recordings.map(({ recording_id }) => recording_id)).toEqual([recordingId]);
    const master = await (await client.fetch(`/recordings/${recordingId}/stream/master.m3u8`)).text();
    expect(master.match(/#EXT-X-STREAM-INF/g)).toHaveLength(3);
    const original = await client.fetch(`/recordings/${recordingId}/download?format=original`);
    expect(Buffer.from(await original.arrayBuffer()).equals(clip)).toBe(true);
    expect(await strayFiles(dataOf(server), await again(people.admin.email))).toEqual([]);
  }, 300_000);

  it("while its database is made starts as if nothing had been", async () => {
    server = await Server.start();
    await server.kill();
    // A new directory each time, killed ever later: somewhere in between lies the migration.
    for (let delay = 0; delay <= 120; delay += 15) {
      const fresh = await Server.unstarted();
      const child = fresh.launch();
      await new Promise((resolve) => setTimeout(resolve, delay));
      const ended = new Promise((resolve) => child.once("close", resolve));
      child.kill("SIGKILL");
      await ended;
      await fresh.run();
      const first = await new Client(fresh.address).register("Ada Admin", "student");
      expect(first.id).toMatch(/^[0-9a-f-]{36}$/);
      await fresh.stop();
    }
  });
});
