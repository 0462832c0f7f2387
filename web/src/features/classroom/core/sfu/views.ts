// What is on the screen of whom, and how large: told by the tiles, and read when a picture is asked for.
import type { Slot } from "../slots";
import type { View } from "./demand";

const CALM_MS = 150;

export class Views {
  private readonly views = new Map<string, View>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly onChange: () => void) {}

  of(participantId: string, slot: Slot): View | null {
    return this.views.get(keyOf(participantId, slot)) ?? null;
  }

  /** `null`: there is no tile any more. */
  set(participantId: string, slot: Slot, view: View | null): void {
    const key = keyOf(participantId, slot);
    if (view) this.views.set(key, view);
    else this.views.delete(key);
    // While a window is being resized, or people change places, only the end counts.
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.onChange();
    }, CALM_MS);
  }

  close(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.views.clear();
  }
}

function keyOf(participantId: string, slot: Slot): string {
  return `${slot} ${participantId}`;
}
