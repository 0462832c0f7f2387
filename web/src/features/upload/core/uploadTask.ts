// One file on its way: created, sent in chunks, resumed after every break, then followed until it can be watched.
import { isApiError, recordings, type ApiError } from "../../../api";
import { fileProblem, isReadable, titleFromName, type FileProblem } from "./mediaFile";
import { RateMeter } from "./rateMeter";
import { tus, type TusClient } from "./tus";
import { fingerprintOf, type RememberedUpload, type UploadMemory } from "./uploadMemory";

export type UploadStatus =
  | "unfinished"
  | "queued"
  | "starting"
  | "uploading"
  | "waiting"
  | "paused"
  | "processing"
  | "playable"
  | "failed"
  | "cancelled";

export interface UploadFailure {
  /** A code of the API, or one of our own. */
  code: string;
  message: string | null;
  error: ApiError | null;
}

export interface UploadView {
  id: string;
  fileName: string;
  size: number;
  title: string;
  courseId: string | null;
  status: UploadStatus;
  sent: number;
  bytesPerSecond: number | null;
  retryAt: number | null;
  failure: UploadFailure | null;
  recordingId: string | null;
  preparedPercent: number | null;
  preparedInSeconds: number | null;
}

export interface TaskPorts {
  tus: TusClient;
  recordings: Pick<typeof recordings, "get" | "progress" | "change">;
  isReadable(file: File): Promise<boolean>;
  now(): number;
}

const REAL: TaskPorts = { tus, recordings, isReadable, now: () => Date.now() };
const CHUNK_BYTES = 8 * 1024 * 1024;
const RETRY_SECONDS = [1, 2, 4, 8, 15, 30];
const FOLLOW_MS = 2_000;

export function isRunning(status: UploadStatus): boolean {
  return status === "starting" || status === "uploading" || status === "waiting";
}

export class UploadTask {
  private file: File | null = null;
  private address: string | null = null;
  private createdTitle = "";
  private attempt = 0;
  private run = new AbortController();
  private wake: (() => void) | null = null;
  private readonly rate = new RateMeter();
  view: UploadView;

  constructor(
    id: string,
    source: File | RememberedUpload,
    courseId: string | null,
    private readonly memory: UploadMemory,
    private readonly onChange: () => void,
    private readonly ports: TaskPorts = REAL,
  ) {
    const isFile = source instanceof File;
    this.view = {
      id,
      fileName: isFile ? source.name : source.fileName,
      size: source.size,
      title: isFile ? titleFromName(source.name) : source.title,
      courseId: isFile ? courseId : source.courseId,
      status: isFile ? "queued" : "unfinished",
      sent: isFile ? 0 : source.sent,
      bytesPerSecond: null,
      retryAt: null,
      failure: null,
      recordingId: null,
      preparedPercent: null,
      preparedInSeconds: null,
    };
    if (isFile) {
      this.file = source;
      const problem = fileProblem(source);
      if (problem) this.fail(problem);
    } else {
      this.address = source.address;
      this.createdTitle = source.title;
    }
  }

  get isRunning(): boolean {
    return isRunning(this.view.status);
  }

  // ---- what a person does ----

  /** Gives an unfinished upload its file back; false if it is another one. */
  continueWith(file: File): boolean {
    if (this.remembered()?.fingerprint !== fingerprintOf(file)) return false;
    this.file = file;
    this.change({ status: "queued" });
    return true;
  }

  rename(title: string): void {
    this.change({ title });
    this.remember();
    if (this.view.recordingId) void this.sendTitle();
  }

  pause(): void {
    this.stop("paused");
  }

  resume(): void {
    this.change({ status: "queued", failure: null, retryAt: null });
  }

  async cancel(): Promise<void> {
    this.stop("cancelled");
    if (!this.address) return;
    this.memory.forget(this.address);
    // If this fails the server drops the unfinished upload by itself after a week.
    await this.ports.tus.terminate(this.address).catch(() => undefined);
  }

  retryNow(): void {
    this.wake?.();
  }

  // ---- the work ----

  /** Sends until done, failed, paused or cancelled; a broken connection only makes it wait. */
  async start(): Promise<void> {
    const { signal } = (this.run = new AbortController());
    this.change({ status: "starting", failure: null });
    while (!signal.aborted) {
      try {
        await this.sendAll(signal);
        return;
      } catch (error) {
        if (signal.aborted) return;
        const code = await this.reasonToGiveUp(error);
        if (code) return this.fail(code, isApiError(error) ? error : null);
        await this.waitToRetry(error, signal);
      }
    }
  }

  private async sendAll(signal: AbortSignal): Promise<void> {
    const { file } = this;
    if (!file) return this.fail("UNREADABLE");
    let offset = await this.openUpload(file);
    let recordingId: string | null = null;
    this.rate.reset();
    if (signal.aborted) return;
    this.change({ status: "uploading", sent: offset, retryAt: null });
    while (offset < file.size) {
      const from = offset;
      const chunk = file.slice(from, from + CHUNK_BYTES);
      const sent = await this.ports.tus.send(
        this.openAddress,
        from,
        chunk,
        (bytes) => this.sent(from + bytes),
        signal,
      );
      offset = sent.offset;
      recordingId = sent.recordingId;
      this.attempt = 0;
      this.sent(offset);
      this.remember();
    }
    // The answer to the last chunk may have been lost with the connection.
    recordingId ??= await this.ports.tus.recordingOf(this.openAddress);
    this.memory.forget(this.openAddress);
    this.change({ status: "processing", sent: file.size, bytesPerSecond: null, recordingId });
    void this.follow(signal);
  }

  private async openUpload(file: File): Promise<number> {
    if (this.address) return this.ports.tus.offsetOf(this.address);
    this.createdTitle = this.view.title.trim() || titleFromName(file.name);
    this.address = await this.ports.tus.create(file.size, {
      filename: file.name,
      ...(file.type && { filetype: file.type }),
      title: this.createdTitle,
      ...(this.view.courseId && { course_id: this.view.courseId }),
    });
    this.remember();
    return 0;
  }

  private async follow(signal: AbortSignal): Promise<void> {
    await this.sendTitle();
    const id = this.view.recordingId;
    while (id && !signal.aborted && this.view.status === "processing") {
      try {
        const [recording, work] = await Promise.all([
          this.ports.recordings.get(id),
          this.ports.recordings.progress(id),
        ]);
        this.change({ preparedPercent: work.average_progress_percent, preparedInSeconds: work.eta_seconds });
        if (recording.status === "failed")
          return this.fail("RECORDING_FAILED", null, recording.error_message ?? null);
        if (recording.streaming_ready) return this.change({ status: "playable" });
      } catch (error) {
        // The work goes on without us; only a recording that is gone ends this.
        if (isApiError(error) && error.status === 404) return this.fail(error.code, error);
      }
      await sleep(FOLLOW_MS, signal);
    }
  }

  private async sendTitle(): Promise<void> {
    const title = this.view.title.trim();
    if (!this.view.recordingId || !title || title === this.createdTitle) return;
    try {
      await this.ports.recordings.change(this.view.recordingId, { title });
      this.createdTitle = title;
    } catch {
      // The title field shows what is stored again, so that it can be changed once more.
      this.change({ title: this.createdTitle });
    }
  }

  // ---- trouble ----

  /** null: waiting helps. */
  private async reasonToGiveUp(error: unknown): Promise<string | null> {
    if (!isApiError(error)) return "UNREADABLE";
    if (error.kind === "network")
      return this.file && (await this.ports.isReadable(this.file)) ? null : "UNREADABLE";
    if (error.status === 404 || error.status === 410) {
      this.forgetAddress();
      return "EXPIRED";
    }
    if (error.status === 507) return "INSUFFICIENT_STORAGE";
    const passes = error.status >= 500 || [408, 409, 425, 429].includes(error.status);
    return passes
      ? null
      : error.code === "UNKNOWN" && error.status === 413
        ? "PAYLOAD_TOO_LARGE"
        : error.code;
  }

  private async waitToRetry(error: unknown, signal: AbortSignal): Promise<void> {
    const asked = isApiError(error) ? error.retryAfterSeconds : null;
    const seconds = asked ?? RETRY_SECONDS[Math.min(this.attempt, RETRY_SECONDS.length - 1)] ?? 30;
    this.attempt += 1;
    this.change({ status: "waiting", bytesPerSecond: null, retryAt: this.ports.now() + seconds * 1000 });
    await new Promise<void>((resolve) => {
      this.wake = resolve;
      void sleep(seconds * 1000, signal).then(resolve);
    });
    this.wake = null;
    if (!signal.aborted) this.change({ status: "starting", retryAt: null });
  }

  private fail(
    code: FileProblem | string,
    error: ApiError | null = null,
    message: string | null = null,
  ): void {
    this.change({ status: "failed", failure: { code, message, error }, bytesPerSecond: null, retryAt: null });
  }

  private stop(status: "paused" | "cancelled"): void {
    this.run.abort();
    this.change({ status, bytesPerSecond: null, retryAt: null });
  }

  // ---- helpers ----

  private get openAddress(): string {
    if (this.address === null) throw new Error("the upload has not been created");
    return this.address;
  }

  private sent(bytes: number): void {
    this.rate.add(this.ports.now(), bytes);
    this.change({ sent: Math.min(bytes, this.view.size), bytesPerSecond: this.rate.bytesPerSecond });
  }

  private remembered(): RememberedUpload | undefined {
    return this.memory.all().find((upload) => upload.address === this.address);
  }

  private remember(): void {
    if (!this.address || !this.file || this.view.recordingId) return;
    const { fileName, size, sent, title, courseId } = this.view;
    const fingerprint = fingerprintOf(this.file);
    this.memory.keep({ fingerprint, address: this.address, fileName, size, sent, title, courseId });
  }

  private forgetAddress(): void {
    if (this.address) this.memory.forget(this.address);
    this.address = null;
    this.change({ sent: 0 });
  }

  private change(part: Partial<UploadView>): void {
    this.view = { ...this.view, ...part };
    this.onChange();
  }
}

function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
