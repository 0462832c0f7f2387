import { describe, expect, it, vi } from "vitest";
import { ApiError } from "../../../src/api";
import { encodeMetadata, type TusClient } from "../../../src/features/upload/core/tus";
import { fileProblem, titleFromName } from "../../../src/features/upload/core/mediaFile";
import { RateMeter } from "../../../src/features/upload/core/rateMeter";
import { UploadManager } from "../../../src/features/upload/core/uploadManager";
import { UploadMemory } from "../../../src/features/upload/core/uploadMemory";
import { UploadTask, type TaskPorts } from "../../../src/features/upload/core/uploadTask";

const MIB = 1024 * 1024;

/** A server that keeps what it received; `breaks` connections die in the middle of a chunk. */
class FakeServer implements TusClient {
  offset = 0;
  length = 0;
  breaks = 0;
  metadata: Readonly<Record<string, string>> = {};
  refuse: ApiError | null = null;
  chunks: number[] = [];

  create = vi.fn((length: number, metadata: Readonly<Record<string, string>>) => {
    if (this.refuse) return Promise.reject(this.refuse);
    this.length = length;
    this.metadata = metadata;
    return Promise.resolve("/api/v1/uploads/1");
  });
  offsetOf = vi.fn(() => Promise.resolve(this.offset));
  recordingOf = vi.fn(() => Promise.resolve("recording-1"));
  terminate = vi.fn(() => Promise.resolve());
  send: TusClient["send"] = (_, offset, chunk, onSent) => {
    if (offset !== this.offset) return Promise.reject(new ApiError("server", 409, "OFFSET_MISMATCH", ""));
    if (this.breaks > 0) {
      this.breaks -= 1;
      this.offset += Math.floor(chunk.size / 2);
      return Promise.reject(new ApiError("network", 0, "NETWORK", ""));
    }
    this.chunks.push(chunk.size);
    onSent(chunk.size);
    this.offset += chunk.size;
    return Promise.resolve({
      offset: this.offset,
      recordingId: this.offset === this.length ? "recording-1" : null,
    });
  };
}

function ports(server: FakeServer, change = vi.fn()): TaskPorts {
  const recording = { status: "processing", streaming_ready: true, error_message: null };
  return {
    tus: server,
    recordings: {
      get: () => Promise.resolve(recording),
      progress: () => Promise.resolve({ average_progress_percent: 50, eta_seconds: 10 }),
      change,
    } as unknown as TaskPorts["recordings"],
    isReadable: () => Promise.resolve(true),
    now: () => Date.now(),
  };
}

function video(bytes: number, name = "Week_1.mp4") {
  return new File([new Uint8Array(bytes)], name, { type: "video/mp4", lastModified: 7 });
}

function task(file: File, server: FakeServer, memory = new UploadMemory("me"), change = vi.fn()) {
  return new UploadTask("1", file, "course-1", memory, () => undefined, ports(server, change));
}

describe("an upload", () => {
  it("sends the file in chunks of eight MiB and follows it until it can be watched", async () => {
    const server = new FakeServer();
    const upload = task(video(20 * MIB), server);
    await upload.start();
    expect(server.chunks).toEqual([8 * MIB, 8 * MIB, 4 * MIB]);
    expect(server.metadata).toEqual({
      filename: "Week_1.mp4",
      filetype: "video/mp4",
      title: "Week 1",
      course_id: "course-1",
    });
    await vi.waitFor(() => expect(upload.view.status).toBe("playable"));
    expect(upload.view.recordingId).toBe("recording-1");
  });

  it("asks the server after a break and goes on with the byte that it misses", async () => {
    vi.useFakeTimers();
    const server = new FakeServer();
    server.breaks = 2;
    const upload = task(video(10 * MIB), server);
    const done = upload.start();
    await vi.waitFor(() => expect(upload.view.status).toBe("waiting"));
    await vi.advanceTimersByTimeAsync(10_000);
    await done;
    expect(server.offset).toBe(10 * MIB);
    expect(server.offsetOf).toHaveBeenCalledTimes(2);
    vi.useRealTimers();
  });

  it("is remembered until it is complete, and continues only with the same file", async () => {
    const server = new FakeServer();
    const memory = new UploadMemory("me");
    server.breaks = 1;
    const upload = task(video(10 * MIB), server, memory);
    void upload.start();
    await vi.waitFor(() => expect(upload.view.status).toBe("waiting"));
    upload.pause();
    const [remembered] = memory.all();
    if (!remembered) throw new Error("the upload was forgotten");

    const again = new UploadTask("2", remembered, null, memory, () => undefined, ports(server));
    expect(again.view.status).toBe("unfinished");
    expect(again.continueWith(video(10 * MIB, "other.mp4"))).toBe(false);
    expect(again.continueWith(video(10 * MIB))).toBe(true);
    await again.start();
    expect(server.create).toHaveBeenCalledTimes(1);
    expect(server.offset).toBe(10 * MIB);
    expect(memory.all()).toEqual([]);
  });

  it("belongs to the person who began it", () => {
    new UploadMemory("me").keep({
      fingerprint: "f",
      address: "/a",
      fileName: "a.mp4",
      size: 2,
      sent: 1,
      title: "a",
      courseId: null,
    });
    expect(new UploadMemory("somebody else").all()).toEqual([]);
  });

  it.each([
    [413, "PAYLOAD_TOO_LARGE"],
    [403, "QUOTA_EXCEEDED"],
    [507, "INSUFFICIENT_STORAGE"],
  ])("gives up with a reason on %d", async (status, code) => {
    const server = new FakeServer();
    server.refuse = new ApiError("server", status, code, "");
    const upload = task(video(MIB), server);
    await upload.start();
    expect(upload.view).toMatchObject({ status: "failed", failure: { code } });
  });

  it("waits as long as a busy server asks", async () => {
    const server = new FakeServer();
    server.refuse = new ApiError("server", 429, "RATE_LIMITED", "", [], null, 42);
    const upload = task(video(MIB), server);
    void upload.start();
    await vi.waitFor(() => expect(upload.view.status).toBe("waiting"));
    expect((upload.view.retryAt ?? 0) - Date.now()).toBeGreaterThan(40_000);
    upload.pause();
  });

  it("stores a title that was changed while the file was on its way", async () => {
    const server = new FakeServer();
    const change = vi.fn(() => Promise.resolve());
    const upload = task(video(MIB), server, undefined, change);
    const done = upload.start();
    upload.rename("Limits");
    await done;
    await vi.waitFor(() => expect(upload.view.status).toBe("playable"));
    expect(server.metadata.title === "Limits" || change.mock.calls.length === 1).toBe(true);
  });

  it("refuses what can be no lecture without sending it", () => {
    expect(fileProblem(new File(["x"], "notes.pdf", { type: "application/pdf" }))).toBe("TYPE");
    expect(fileProblem(new File([], "empty.mp4", { type: "video/mp4" }))).toBe("EMPTY");
    expect(fileProblem(new File(["x"], "class.mkv"))).toBeNull();
  });
});

describe("the manager of uploads", () => {
  it("sends two files at a time and the others after them", async () => {
    const server = new FakeServer();
    let release: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (release = resolve));
    const slow: TaskPorts = ports(server);
    slow.tus = {
      ...server,
      create: () => gate.then(() => Promise.reject(new ApiError("server", 413, "X", ""))),
    } as TusClient;
    const manager = new UploadManager("me", slow);
    manager.add([video(1, "a.mp4"), video(2, "b.mp4"), video(3, "c.mp4")], null);
    expect(manager.getViews().map(({ status }) => status)).toEqual(["starting", "starting", "queued"]);
    expect(manager.wouldLoseWork).toBe(true);
    release();
    await vi.waitFor(() => expect(manager.getViews().every(({ status }) => status === "failed")).toBe(true));
  });
});

describe("small parts of uploading", () => {
  it("write metadata as the protocol wants it, in any script", () => {
    expect(encodeMetadata({ filename: "a.mp4", title: "درس" })).toBe("filename YS5tcDQ=,title 2K/Ysdiz");
  });

  it("make a title of a file name", () => {
    expect(titleFromName("Week_3-limits.final.mp4")).toBe("Week 3-limits.final");
    expect(titleFromName(".mp4")).toBe(".mp4");
  });

  it("measure the rate over the last seconds only", () => {
    const meter = new RateMeter();
    expect(meter.bytesPerSecond).toBeNull();
    for (let second = 0; second <= 30; second += 1)
      meter.add(second * 1000, second < 20 ? 0 : (second - 20) * 500);
    expect(meter.bytesPerSecond).toBe(500);
  });
});
