// The HTTP API as a client program sees it, for preparing a school and for looking behind the pages.
import { eventually, Hopeless } from "./eventually";

// Passwords are hashed at low priority, which takes long while something else fills the cores.
const ANSWER_MS = 120_000;

export const PASSWORD = "Correct-Horse-7";

export interface Person {
  name: string;
  email: string;
  id: string;
}

export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(`${status} ${code}: ${message}`);
  }
}

export class Client {
  private token: string | null = null;

  constructor(readonly address: string) {}

  /** Of whoever has signed in. */
  get accessToken(): string {
    if (this.token === null) throw new Error("nobody has signed in");
    return this.token;
  }

  async call<Answer = Record<string, unknown>>(method: string, path: string, body?: object): Promise<Answer> {
    const response = await this.fetch(path, {
      method,
      headers: { "Content-Type": "application/json" },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) {
      const problem = JSON.parse(text || "{}") as { code?: string; error?: string };
      throw new ApiProblem(response.status, problem.code ?? "", problem.error ?? text);
    }
    return (text ? JSON.parse(text) : {}) as Answer;
  }

  /** A request whose answer the test wants to see itself; `path` may also be an absolute address. */
  fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const address = path.startsWith("/")
      ? `${this.address}${path.startsWith("/api/") ? "" : "/api/v1"}${path}`
      : path;
    const headers = new Headers(init.headers);
    if (this.token) headers.set("Authorization", `Bearer ${this.token}`);
    return fetch(address, { ...init, headers, signal: init.signal ?? AbortSignal.timeout(ANSWER_MS) });
  }

  async signIn(email: string): Promise<this> {
    const { access_token } = await this.call<{ access_token: string }>("POST", "/auth/login", {
      email,
      password: PASSWORD,
    });
    this.token = access_token;
    return this;
  }

  async register(name: string, role: "student" | "teacher"): Promise<Person> {
    const email = `${name.toLowerCase().replaceAll(/\W+/g, ".")}@school.test`;
    const { user_id } = await this.call<{ user_id: string }>("POST", "/auth/register", {
      email,
      password: PASSWORD,
      full_name: name,
      role,
    });
    return { name, email, id: user_id };
  }

  async createCourse(code: string, name: string, status = "active"): Promise<string> {
    const course = { code, name, semester: "Spring", year: 2026, status };
    return (await this.call<{ id: string }>("POST", "/courses", course)).id;
  }

  /** Sends a whole file in one go and gives the id of the recording. */
  async upload(content: Buffer, name: string, courseId?: string): Promise<string> {
    const address = await this.createUpload(content.length, name, courseId);
    const sent = await this.sendChunk(address, 0, content);
    const id = sent.headers.get("X-Recording-Id");
    if (!id) throw new Error(`the upload ended with ${sent.status} and no recording`);
    return id;
  }

  async createUpload(length: number, name: string, courseId?: string): Promise<string> {
    const metadata = {
      filename: name,
      title: name.replace(/\.\w+$/, ""),
      ...(courseId && { course_id: courseId }),
    };
    const response = await this.fetch("/uploads", {
      method: "POST",
      headers: {
        "Tus-Resumable": "1.0.0",
        "Upload-Length": String(length),
        "Upload-Metadata": Object.entries(metadata)
          .map(([key, value]) => `${key} ${Buffer.from(value).toString("base64")}`)
          .join(","),
      },
    });
    const location = response.headers.get("Location");
    if (response.status !== 201 || !location)
      throw new Error(`no upload: ${response.status} ${await response.text()}`);
    return new URL(location, this.address).pathname;
  }

  sendChunk(address: string, offset: number, chunk: Buffer): Promise<Response> {
    return this.fetch(address, {
      method: "PATCH",
      headers: {
        "Tus-Resumable": "1.0.0",
        "Upload-Offset": String(offset),
        "Content-Type": "application/offset+octet-stream",
      },
      body: new Uint8Array(chunk),
    });
  }

  async uploadOffset(address: string): Promise<number> {
    const response = await this.fetch(address, { method: "HEAD", headers: { "Tus-Resumable": "1.0.0" } });
    return Number(response.headers.get("Upload-Offset") ?? Number.NaN);
  }

  /** Waits until a recording has all its renditions. */
  async completed(recordingId: string, withinMs = 240_000): Promise<void> {
    await eventually(`recording ${recordingId} to be completed`, withinMs, async () => {
      const { status, error_message } = await this.call<{ status: string; error_message: string | null }>(
        "GET",
        `/recordings/${recordingId}`,
      );
      if (status === "failed") throw new Hopeless(`it failed: ${error_message}`);
      return status === "completed";
    });
  }
}

export interface School {
  admin: Client;
  teacher: Client;
  student: Client;
  people: Record<"admin" | "teacher" | "student", Person>;
}

/** One of each kind: the first account becomes the administrator, who approves the teacher. */
export async function foundSchool(address: string): Promise<School> {
  const anyone = new Client(address);
  const people = {
    admin: await anyone.register("Ada Admin", "student"),
    teacher: await anyone.register("Tariq Teacher", "teacher"),
    student: await anyone.register("Salma Student", "student"),
  };
  const admin = await new Client(address).signIn(people.admin.email);
  await admin.call("POST", `/users/${people.teacher.id}/approve`);
  const teacher = await new Client(address).signIn(people.teacher.email);
  const student = await new Client(address).signIn(people.student.email);
  return { admin, teacher, student, people };
}
