// Who is speaking, as the server hears it. What it says is not repeated if it is lost, so that nothing may last that
// is not said again.
import { Store } from "../store";
import type { SfuEvents } from "./sfuProtocol";

const LOUD_DB = -50;
/** Levels come every 300 ms. */
const QUIET_MS = 900;

export interface VoicesState {
  /** Ids of those who can be heard at this moment. */
  speakers: readonly string[];
  /** Who has the word; the server lets nobody take it for less than two seconds. */
  active: string | null;
  /** Those who had it last, the newest first. */
  recent: readonly string[];
}

export const SILENCE: VoicesState = { speakers: [], active: null, recent: [] };
const MOST_RECENT = 4;

export class Voices {
  readonly store = new Store<VoicesState>(SILENCE);
  private timer: ReturnType<typeof setTimeout> | undefined;

  levels({ levels }: SfuEvents["audio-levels"]): void {
    const loud = levels.filter(({ volume }) => volume >= LOUD_DB).map(({ participantId }) => participantId);
    this.setSpeakers(loud.sort());
    clearTimeout(this.timer);
    if (loud.length > 0) this.timer = setTimeout(() => this.setSpeakers([]), QUIET_MS);
  }

  active({ participantId }: SfuEvents["active-speaker"]): void {
    const { recent } = this.store.state;
    if (participantId === null) return this.store.change({ active: null });
    this.store.change({
      active: participantId,
      recent: [participantId, ...recent.filter((id) => id !== participantId)].slice(0, MOST_RECENT),
    });
  }

  clear(): void {
    clearTimeout(this.timer);
    this.store.set(SILENCE);
  }

  private setSpeakers(speakers: readonly string[]): void {
    if (speakers.join() !== this.store.state.speakers.join()) this.store.change({ speakers });
  }
}
