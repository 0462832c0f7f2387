// A first look at a file before anything is sent; the server decides by its content.

const EXTENSIONS =
  "mp4 m4v mov mkv webm ts mts m2ts avi mpg mpeg wmv flv 3gp mp3 m4a aac ogg oga ogv opus wav flac wma".split(
    " ",
  );

export const ACCEPTED = ["video/*", "audio/*", ...EXTENSIONS.map((extension) => `.${extension}`)].join(",");

export type FileProblem = "EMPTY" | "TYPE";

export function fileProblem(file: File): FileProblem | null {
  if (file.size === 0) return "EMPTY";
  const extension = file.name.split(".").at(-1)?.toLowerCase() ?? "";
  return /^(video|audio)\//.test(file.type) || EXTENSIONS.includes(extension) ? null : "TYPE";
}

/** "Week_3-limits.final.mp4" becomes "Week 3-limits.final". */
export function titleFromName(name: string): string {
  const title = name
    .replace(/\.[^.]+$/, "")
    .replaceAll("_", " ")
    .trim();
  return (title || name).slice(0, 255);
}

/** Whether the bytes can still be read: files on removed or changed disks cannot. */
export async function isReadable(file: File): Promise<boolean> {
  try {
    await file.slice(0, 1).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}
