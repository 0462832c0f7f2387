// What the player needs of something that brings media into a <video> element.
import type { Level } from "./playerState";

export type EngineProblem =
  /** Nothing arrives any more. `status` is null without an answer. */
  { kind: "network"; status: number | null; detail: string } | { kind: "media"; detail: string };

export interface EngineListener {
  levels(levels: readonly Level[]): void;
  levelShown(name: string): void;
  /** Media arrived. */
  received(): void;
  problem(problem: EngineProblem): void;
}

export interface MediaEngine {
  load(address: string, startAt: number): void;
  /** null leaves the choice to the engine. */
  chooseLevel(name: string | null): void;
  /** Tries again after a network problem. */
  reconnect(): void;
  /** Tries again after a media problem. */
  recover(): void;
  destroy(): void;
}

export type OpenEngine = (video: HTMLVideoElement, listener: EngineListener) => Promise<MediaEngine | null>;
