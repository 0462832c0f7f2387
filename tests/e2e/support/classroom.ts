// Coming into a class, and looking behind the page at what a call carries.
import type { Locator, Page } from "playwright-core";
import { eventually } from "./eventually";

const MEDIA_MS = 60_000;

/** A page of whatever browser. */
export interface Scripted {
  evaluate<Result>(ask: () => Result | Promise<Result>): Promise<Result>;
}

/** Runs in the page: peer connections that are made from now on are remembered, and made with what is `forced`. */
export function keepCalls(forced: RTCConfiguration): void {
  const made: RTCPeerConnection[] = [];
  class Watched extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super({ ...configuration, ...forced });
      made.push(this);
    }
  }
  Object.assign(window, { RTCPeerConnection: Watched, callsOfTheTest: made });
}

/** The same for every document that the page loads. */
export async function watchCalls(page: Page, forced: RTCConfiguration = {}): Promise<void> {
  await page.addInitScript(keepCalls, forced);
}

export interface CallFigures {
  framesDecoded: number;
  audioEnergy: number;
}

/** What has arrived over the calls of the page that are not over: one with a person, or two with the media server. */
export async function readCall(page: Scripted): Promise<CallFigures> {
  return page.evaluate(async () => {
    const { callsOfTheTest: made } = window as unknown as { callsOfTheTest: RTCPeerConnection[] };
    const figures = { framesDecoded: 0, audioEnergy: 0 };
    for (const call of made.filter(({ connectionState }) => connectionState !== "closed"))
      (await call.getStats()).forEach(
        (stats: { type: string; framesDecoded?: number; totalAudioEnergy?: number }) => {
          if (stats.type !== "inbound-rtp") return;
          figures.framesDecoded += stats.framesDecoded ?? 0;
          figures.audioEnergy += stats.totalAudioEnergy ?? 0;
        },
      );
    return figures;
  });
}

/** Picture and sound of the other side come in, and go on coming. */
export async function expectMedia(page: Scripted, who: string): Promise<void> {
  const before = await eventually(`sound and picture for ${who}`, MEDIA_MS, async () => {
    const call = await readCall(page);
    return call.framesDecoded > 0 && call.audioEnergy > 0 ? call : undefined;
  });
  await eventually(`more of them for ${who}`, MEDIA_MS, async () => {
    const call = await readCall(page);
    return call.framesDecoded > before.framesDecoded && call.audioEnergy > before.audioEnergy;
  });
}

/** By what kinds of address a call goes. */
export interface Way {
  here: RTCIceCandidateType;
  there: RTCIceCandidateType;
}

/** Of the calls of the page that stand. */
export async function readWays(page: Scripted): Promise<Way[]> {
  return page.evaluate(async () => {
    interface Line {
      selectedCandidatePairId?: string;
      localCandidateId?: string;
      remoteCandidateId?: string;
      candidateType?: RTCIceCandidateType;
    }
    const { callsOfTheTest: made } = window as unknown as { callsOfTheTest: RTCPeerConnection[] };
    const ways: Way[] = [];
    for (const call of made) {
      if (call.connectionState !== "connected") continue;
      const report = (await call.getStats()) as unknown as Map<string, Line>;
      for (const { selectedCandidatePairId = "" } of report.values()) {
        const pair = report.get(selectedCandidatePairId);
        const here = report.get(pair?.localCandidateId ?? "")?.candidateType;
        const there = report.get(pair?.remoteCandidateId ?? "")?.candidateType;
        if (here && there) ways.push({ here, there });
      }
    }
    return ways;
  });
}

/** The names of the codecs of the pictures that the calls of the page have received. */
export async function readCodecs(page: Scripted): Promise<string[]> {
  return page.evaluate(async () => {
    interface Line {
      type: string;
      kind?: string;
      codecId?: string;
      framesDecoded?: number;
      mimeType?: string;
    }
    const { callsOfTheTest: made } = window as unknown as { callsOfTheTest: RTCPeerConnection[] };
    const names = new Set<string>();
    for (const call of made) {
      if (call.connectionState !== "connected") continue;
      const report = (await call.getStats()) as unknown as Map<string, Line>;
      for (const { type, kind, codecId = "", framesDecoded = 0 } of report.values())
        if (type === "inbound-rtp" && kind === "video" && framesDecoded > 0)
          names.add(report.get(codecId)?.mimeType ?? "");
    }
    return [...names];
  });
}

/** The names of the events that the server says over Socket.IO from now on, except answers to questions. */
export function heardEvents(page: Page): string[] {
  const names: string[] = [];
  page.on("websocket", (socket) =>
    socket.on("framereceived", ({ payload }) => {
      const name = /^42\["([^"]+)"/.exec(String(payload))?.[1];
      if (name) names.push(name);
    }),
  );
  return names;
}

interface Wish {
  /** With camera and microphone on. */
  devices?: boolean;
  /** What the page says if one is not to get in. */
  refused?: string;
}

/** From the door into the class. */
export async function comeIn(page: Page, { devices, refused }: Wish = {}): Promise<void> {
  await page.getByRole("button", { name: "Join the class" }).waitFor();
  if (devices) {
    for (const name of ["Microphone", "Camera"]) {
      const on = page.getByRole("button", { name: `${name} on` });
      const comesOn = () =>
        on.waitFor({ timeout: 1_500 }).then(
          () => true,
          () => false,
        );
      // Whoever came with it last time gets it on again in a moment, in which a press would switch it off.
      while (!(await comesOn())) await page.getByRole("button", { name: `${name} off` }).click();
    }
  }
  await page.getByRole("button", { name: "Join the class" }).click();
  if (refused) await page.getByText(refused).waitFor();
  else await page.getByRole("toolbar", { name: "Controls of the class" }).waitFor();
}

export const bar = (page: Page): Locator => page.getByRole("toolbar", { name: "Controls of the class" });

export const panel = (page: Page, name: string): Locator => page.getByRole("complementary", { name });

export async function openPanel(page: Page, name: "Chat" | "People" | "Polls"): Promise<void> {
  if (await panel(page, name).isVisible()) return;
  await bar(page)
    .getByRole("button", { name: new RegExp(`^${name}`) })
    .click();
  await panel(page, name).waitFor();
}
