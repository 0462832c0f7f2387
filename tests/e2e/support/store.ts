// What lies in the media store of a server, against what its database knows of.
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Client } from "./api";
import { eventually } from "./eventually";

interface Rendition {
  name: string;
  state: string;
}

/** All that belongs to a recording besides its renditions. */
const KNOWN = ["downloads", "original", "renditions", "storyboard", "thumbnails"];
const TEMPORARY = ".temporary";

/**
 * Files that nothing in the database leads to, as paths below the store, once no job is at work any more: temporary
 * ones, folders of recordings and uploads that there are not, renditions that were made twice or given up, and names
 * that nobody gave. `owner` sees all recordings of the server.
 */
export async function strayFiles(dataDirectory: string, owner: Client): Promise<string[]> {
  await eventually("all jobs to be done", 240_000, async () => {
    const { jobs } = await owner.call<{ jobs: { status: string }[] }>("GET", "/jobs?limit=100");
    return jobs.every(({ status }) => status !== "queued" && status !== "running");
  });
  const store = join(dataDirectory, "recordings");
  const { recordings } = await owner.call<{ recordings: { id: string }[] }>("GET", "/recordings?limit=100");
  const known = new Set(recordings.map(({ id }) => id));
  const stray = await filesBelow(store, TEMPORARY);
  for (const folder of await entriesOf(store)) {
    if (folder === TEMPORARY) continue;
    if (known.has(folder)) stray.push(...(await strayOfRecording(store, folder, owner)));
    else stray.push(folder);
  }
  return stray;
}

/** The temporary areas in which jobs are, or were, at work, by their paths. */
export async function areasInUse(dataDirectory: string): Promise<string[]> {
  const root = join(dataDirectory, "recordings", TEMPORARY);
  const processes = await entriesOf(root);
  const areas = await Promise.all(
    processes.map(async (name) => (await entriesOf(join(root, name))).map((area) => join(root, name, area))),
  );
  return areas.flat();
}

async function strayOfRecording(store: string, id: string, owner: Client): Promise<string[]> {
  const unnamed = (await entriesOf(join(store, id))).filter((name) => !KNOWN.includes(name));
  const { renditions } = await owner.call<{ renditions: Rendition[] }>("GET", `/recordings/${id}/info`);
  const wanted = new Set(renditions.filter(({ state }) => state === "ready").map(({ name }) => name));
  // "720p-<version>": the first of each that is wanted is in use, another one was made before the kill.
  const twice = (await entriesOf(join(store, id, "renditions"))).filter(
    (folder) => !wanted.delete(folder.slice(0, folder.lastIndexOf("-"))),
  );
  return [...unnamed, ...twice.map((folder) => join("renditions", folder))].map((name) => join(id, name));
}

async function filesBelow(store: string, folder: string): Promise<string[]> {
  const entries = await readdir(join(store, folder), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => !entry.isDirectory()).map(({ name }) => join(folder, name));
}

/** Nothing where there is no folder. */
function entriesOf(directory: string): Promise<string[]> {
  return readdir(directory).catch((problem: NodeJS.ErrnoException) => {
    if (problem.code === "ENOENT") return [];
    throw problem;
  });
}
