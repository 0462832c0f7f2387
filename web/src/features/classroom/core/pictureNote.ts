// Why somebody's picture is not what it could be, in one word; the page has a sentence for each. Pure.
import type { RemoteStream } from "./call";
import type { Quality } from "./quality";

export type PictureNote = "paused" | "waiting" | "blurryHere" | "blurryThere" | "blurry";

interface Circumstances {
  /** Of one's own way from the server. */
  own: Quality | null;
  /** Of the other person's. */
  theirs: Quality | null;
}

export function pictureNote(remote: RemoteStream | null, { own, theirs }: Circumstances): PictureNote | null {
  if (!remote) return null;
  if (remote.paused === "bandwidth") return "paused";
  if (remote.paused === "server") return "waiting";
  const { asked, layers } = remote;
  if (remote.paused !== null || !asked || !layers || layers.spatialLayer >= asked.spatialLayer) return null;
  if (isWeak(own)) return "blurryHere";
  return isWeak(theirs) ? "blurryThere" : "blurry";
}

function isWeak(quality: Quality | null): boolean {
  return quality === "poor" || quality === "fair";
}
