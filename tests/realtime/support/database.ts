// Where the program of a test keeps what it knows: a database of its own on the PostgreSQL server that
// VTP_TEST_POSTGRES names, or the file of SQLite that it makes by itself.
import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { promisify } from "node:util";

const run = promisify(execFile);

export class TestDatabase {
  private constructor(
    private readonly server: string,
    private readonly name: string,
  ) {}

  static async create(): Promise<TestDatabase> {
    const database = new TestDatabase(
      process.env.VTP_TEST_POSTGRES ?? "",
      `realtime_${randomBytes(8).toString("hex")}`,
    );
    await database.say(`create database ${database.name}`);
    return database;
  }

  /** Configuration values of the program. */
  get settings(): string[] {
    if (!this.server) return [];
    const url = new URL(this.server);
    url.pathname = `/${this.name}`;
    return [`database.url=${url.href}`];
  }

  async drop(): Promise<void> {
    await this.say(`drop database ${this.name} with (force)`);
  }

  private async say(sql: string): Promise<void> {
    if (this.server) await run("psql", ["--quiet", "--no-psqlrc", this.server, "--command", sql]);
  }
}
