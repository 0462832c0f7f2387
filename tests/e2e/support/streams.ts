// What reaches a page of a class over all of its calls, stream by stream, and what its tiles show.
import type { Page } from "playwright-core";
import type { Scripted } from "./classroom";

export interface Stream {
  /** Whose it is, as the server names their streams; empty over a direct call. */
  of: string;
  kind: "audio" | "video";
  packets: number;
  frames: number;
  height: number;
}

/** Of the calls that are still open; `watchCalls` has to be in force. */
export async function readStreams(page: Scripted): Promise<Stream[]> {
  return page.evaluate(async () => {
    interface Inbound {
      type: string;
      kind: "audio" | "video";
      mid?: string;
      packetsReceived?: number;
      framesDecoded?: number;
      frameHeight?: number;
    }
    const { callsOfTheTest: made } = window as unknown as { callsOfTheTest: RTCPeerConnection[] };
    const owners = (call: RTCPeerConnection) => {
      const sections = (call.remoteDescription?.sdp ?? "").split("\nm=").slice(1);
      return new Map(
        sections.map((text) => [
          /^a=mid:(.*)$/m.exec(text)?.[1]?.trim() ?? "",
          /^a=msid:(\S+)-(?:camera|screen) /m.exec(text)?.[1] ?? "",
        ]),
      );
    };
    const streams: Stream[] = [];
    for (const call of made) {
      if (call.connectionState !== "connected") continue;
      const of = owners(call);
      const report = (await call.getStats()) as unknown as Map<string, Inbound>;
      report.forEach(({ type, kind, mid = "", packetsReceived, framesDecoded, frameHeight }) => {
        if (type !== "inbound-rtp") return;
        streams.push({
          of: of.get(mid) ?? "",
          kind,
          packets: packetsReceived ?? 0,
          frames: framesDecoded ?? 0,
          height: frameHeight ?? 0,
        });
      });
    }
    return streams;
  });
}

export interface Picture {
  frames: number;
  height: number;
}

/** The picture of the tile of that name; null while it shows none. */
export async function pictureOf(page: Page, name: string): Promise<Picture | null> {
  return page.evaluate((label) => {
    const tiles = [...document.querySelectorAll<HTMLElement>("[data-tile]")];
    const video = tiles.find((tile) => tile.ariaLabel === label)?.querySelector("video");
    if (!video) return null;
    return { frames: video.getVideoPlaybackQuality().totalVideoFrames, height: video.videoHeight };
  }, name);
}

/**
 * Watches the change from a direct call to the server: whether there was ever a moment without any way for sound.
 * The returned function tells how many looks were taken, and in how many of them nothing was there.
 */
export async function watchSound(page: Page): Promise<() => Promise<{ looks: number; deaf: number }>> {
  await page.evaluate(() => {
    const { callsOfTheTest: made } = window as unknown as { callsOfTheTest: RTCPeerConnection[] };
    const seen = { looks: 0, deaf: 0 };
    const hears = async (call: RTCPeerConnection) => {
      if (call.connectionState !== "connected") return false;
      const report = (await call.getStats()) as unknown as Map<
        string,
        { type: string; kind?: string; packetsReceived?: number }
      >;
      return [...report.values()].some(
        ({ type, kind, packetsReceived = 0 }) =>
          type === "inbound-rtp" && kind === "audio" && packetsReceived > 0,
      );
    };
    const look = async () => {
      const heard = await Promise.all(made.map(hears));
      seen.looks += 1;
      if (!heard.includes(true)) seen.deaf += 1;
    };
    Object.assign(window, { soundOfTheTest: seen });
    window.setInterval(() => void look(), 100);
  });
  return () =>
    page.evaluate(
      () => (window as unknown as { soundOfTheTest: { looks: number; deaf: number } }).soundOfTheTest,
    );
}

export interface SentQuality {
  /** r0 is the smallest; empty for what is sent in one quality only. */
  rid: string;
  height: number;
  isActive: boolean;
}

/** The pictures that a page sends to the server, by quality. */
export async function sentQualities(page: Page): Promise<SentQuality[]> {
  return page.evaluate(async () => {
    interface Outbound {
      type: string;
      kind: string;
      rid?: string;
      frameHeight?: number;
      active?: boolean;
    }
    const { callsOfTheTest: made } = window as unknown as { callsOfTheTest: RTCPeerConnection[] };
    const sent: SentQuality[] = [];
    for (const call of made) {
      if (call.connectionState !== "connected") continue;
      const report = (await call.getStats()) as unknown as Map<string, Outbound>;
      report.forEach(({ type, kind, rid = "", frameHeight = 0, active = false }) => {
        if (type === "outbound-rtp" && kind === "video")
          sent.push({ rid, height: frameHeight, isActive: active });
      });
    }
    return sent;
  });
}
