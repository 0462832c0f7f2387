// The small pictures shown while seeking: WebVTT cues that point into sheets with #xywh (row E55 of the API).

export interface StoryboardFrame {
  from: number;
  to: number;
  sheet: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

const CUE =
  /^(?:(\d+):)?(\d{2}):(\d{2})\.(\d{3})\s+-->\s+(?:(\d+):)?(\d{2}):(\d{2})\.(\d{3})[^\n]*\n([^\n]+)/gm;
const REGION = /^(.*)#xywh=(\d+),(\d+),(\d+),(\d+)$/;

export function parseStoryboard(text: string, address: string): StoryboardFrame[] {
  const frames: StoryboardFrame[] = [];
  for (const cue of text.replaceAll("\r\n", "\n").matchAll(CUE)) {
    const region = REGION.exec((cue[9] ?? "").trim());
    if (!region) continue;
    frames.push({
      from: seconds(cue.slice(1, 5)),
      to: seconds(cue.slice(5, 9)),
      sheet: new URL(region[1] ?? "", address).href,
      x: Number(region[2]),
      y: Number(region[3]),
      width: Number(region[4]),
      height: Number(region[5]),
    });
  }
  return frames;
}

export function frameAt(frames: readonly StoryboardFrame[], position: number): StoryboardFrame | undefined {
  return frames.find((frame) => position < frame.to) ?? frames.at(-1);
}

function seconds([hours = "0", minutes = "0", whole = "0", milliseconds = "0"]: (
  string | undefined
)[]): number {
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(whole) + Number(milliseconds) / 1000;
}
