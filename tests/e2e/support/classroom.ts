// Coming into a class, and looking behind the page at what a call carries.
import type { Page } from "playwright-core";

/** Remembers the peer connections that the page makes from now on. */
export async function watchCalls(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const made: RTCPeerConnection[] = [];
    class Watched extends RTCPeerConnection {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        made.push(this);
      }
    }
    Object.assign(window, { RTCPeerConnection: Watched, callsOfTheTest: made });
  });
}

export interface CallFigures {
  framesDecoded: number;
  audioEnergy: number;
}

/** What has arrived over the calls of the page that are not over: one with a person, or two with the media server. */
export async function readCall(page: Page): Promise<CallFigures> {
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
