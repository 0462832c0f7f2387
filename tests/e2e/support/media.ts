// Lectures to upload: a film from the shared samples, and one that is made here.
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);

const FILM = fileURLToPath(new URL("../../../../shared/media/big-buck-bunny-480p-30s.mp4", import.meta.url));

/** Not everybody who clones the repository has the samples beside it. */
export const film = existsSync(FILM) ? FILM : null;

const SPEECH =
  "Welcome to this lecture about limits. A sequence converges if all but finitely many of its terms lie in every " +
  "neighbourhood of the limit. Let us look at an example. One over n tends to zero. Now prove it with epsilon.";

/** Slides that change every ten seconds under a clock, with speech: what a recorded class looks like. */
export async function makeLecture(directory: string, seconds: number): Promise<string> {
  const speech = join(directory, "speech.wav");
  const lecture = join(directory, "Limits_and_sequences.mp4");
  await run("espeak-ng", ["-v", "en", "-s", "140", "-w", speech, SPEECH], { timeout: 60_000 });
  const font = "fontfile=/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf:fontcolor=white";
  const filters = [
    // Noise keeps the encoder from shrinking a still picture to nothing: the renditions differ in rate as usual.
    "noise=alls=24:allf=t",
    `drawtext=${font}:fontsize=64:x=80:y=120:text='Slide %{eif\\:floor(t/10)+1\\:d}'`,
    `drawtext=${font}:fontsize=96:x=(w-tw)/2:y=(h-th)/2:text='%{pts\\:hms}'`,
  ];
  await run(
    "ffmpeg",
    [
      ...["-v", "error", "-y", "-f", "lavfi", "-i", `color=c=0x20504a:s=1280x720:r=25:d=${seconds}`],
      ...["-stream_loop", "-1", "-i", speech, "-vf", filters.join(","), "-t", String(seconds)],
      ...[
        "-c:v",
        "libx264",
        "-preset",
        "ultrafast",
        "-b:v",
        "2500k",
        "-pix_fmt",
        "yuv420p",
        "-c:a",
        "aac",
        lecture,
      ],
    ],
    { timeout: 150_000 },
  );
  return lecture;
}

/** A few seconds of moving picture and tone, for tests that only need something to play. */
export async function makeClip(directory: string, seconds: number, size = "640x360"): Promise<Buffer> {
  const clip = join(directory, "clip.mp4");
  await run(
    "ffmpeg",
    [
      ...["-v", "error", "-y", "-f", "lavfi", "-i", `testsrc2=s=${size}:r=25:d=${seconds}`],
      ...["-f", "lavfi", "-i", `sine=frequency=440:duration=${seconds}`],
      ...["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac", clip],
    ],
    { timeout: 120_000 },
  );
  return readFile(clip);
}
