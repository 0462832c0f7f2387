// All uploads of the signed-in person: which run, which wait for their turn, which go on after a reload.
import { UploadMemory } from "./uploadMemory";
import { isRunning, UploadTask, type TaskPorts, type UploadView } from "./uploadTask";

const MOST_AT_ONCE = 2;

export class UploadManager {
  private readonly memory: UploadMemory;
  private readonly subscribers = new Set<() => void>();
  private tasks: UploadTask[] = [];
  private views: readonly UploadView[] = [];
  private nextId = 1;
  private readonly retryAll = () => this.tasks.forEach((task) => task.retryNow());

  constructor(
    userId: string,
    private readonly ports?: TaskPorts,
  ) {
    this.memory = new UploadMemory(userId);
    for (const upload of this.memory.all()) this.append(upload, null);
    this.refresh();
  }

  /** Until the person signs out. Then everything stops, and can be continued after the next sign-in. */
  activate(): () => void {
    window.addEventListener("online", this.retryAll);
    return () => {
      window.removeEventListener("online", this.retryAll);
      this.tasks.forEach((task) => task.isRunning && task.pause());
    };
  }

  readonly subscribe = (subscriber: () => void): (() => void) => {
    this.subscribers.add(subscriber);
    return () => this.subscribers.delete(subscriber);
  };

  readonly getViews = (): readonly UploadView[] => this.views;

  /** A file that was begun before goes on where it stopped. */
  add(files: readonly File[], courseId: string | null): void {
    for (const file of files) {
      const begun = this.tasks.find(
        (task) =>
          task.view.status === "unfinished" && task.view.size === file.size && task.continueWith(file),
      );
      if (!begun) this.append(file, courseId);
    }
    this.refresh();
  }

  /** false if the file is not the one that was begun. */
  continueWith(id: string, file: File): boolean {
    return this.find(id)?.continueWith(file) ?? false;
  }

  rename(id: string, title: string): void {
    this.find(id)?.rename(title);
  }

  pause(id: string): void {
    this.find(id)?.pause();
  }

  resume(id: string): void {
    this.find(id)?.resume();
  }

  retryNow(id: string): void {
    this.find(id)?.retryNow();
  }

  cancel(id: string): void {
    const task = this.find(id);
    if (task) void task.cancel();
    this.remove(id);
  }

  remove(id: string): void {
    this.tasks = this.tasks.filter((task) => task.view.id !== id);
    this.refresh();
  }

  get wouldLoseWork(): boolean {
    return this.views.some(({ status }) => status === "queued" || isRunning(status));
  }

  private append(source: ConstructorParameters<typeof UploadTask>[1], courseId: string | null): void {
    const id = String(this.nextId);
    this.nextId += 1;
    const isQueuedAlready =
      source instanceof File &&
      this.tasks.some((task) => isSameFile(task.view, source) && !isOver(task.view));
    if (isQueuedAlready) return;
    this.tasks.push(new UploadTask(id, source, courseId, this.memory, () => this.refresh(), this.ports));
  }

  private find(id: string): UploadTask | undefined {
    return this.tasks.find((task) => task.view.id === id);
  }

  private refresh(): void {
    this.startNext();
    this.views = this.tasks.map((task) => task.view);
    this.subscribers.forEach((subscriber) => subscriber());
  }

  private startNext(): void {
    const running = this.tasks.filter((task) => task.isRunning).length;
    const next = this.tasks.find((task) => task.view.status === "queued");
    // Starting changes the task's status, which brings us here again for the one after it.
    if (next && running < MOST_AT_ONCE) void next.start();
  }
}

function isSameFile(view: UploadView, file: File): boolean {
  return view.fileName === file.name && view.size === file.size;
}

function isOver({ status }: UploadView): boolean {
  return status === "failed" || status === "cancelled" || status === "playable";
}
