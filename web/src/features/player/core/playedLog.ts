// What was really played: stretches of media time with the wall time that they took (row 25 of the API).

import type { Range } from "./ranges";

export interface PlayedSegment {
  from: number;
  to: number;
  speed: number;
  wall_from: string;
  wall_to: string;
}

interface OpenSegment {
  from: number;
  to: number;
  speed: number;
  wallFrom: number;
  wallTo: number;
}

// Row 25 takes 50 segments a call. During a long loss of the connection older ones wait for the next call.
const MOST_IN_ONE_REPORT = 50;
const MOST_KEPT = 500;
const SHORTEST_SECONDS = 0.2;

/** Wall times are milliseconds since 1970. A segment grows by `advance` and ends with anything that breaks playback. */
export class PlayedLog {
  private open: OpenSegment | null = null;
  private closed: OpenSegment[] = [];

  advance(position: number, speed: number, now: number): void {
    const open = this.open;
    if (!open) {
      this.open = { from: position, to: position, speed, wallFrom: now, wallTo: now };
    } else if (open.speed !== speed || !continues(open, position, now)) {
      this.interrupt();
      this.advance(position, speed, now);
    } else {
      open.to = position;
      open.wallTo = now;
    }
  }

  /** The stretch that is being played. */
  get current(): Range | null {
    return this.open && { from: this.open.from, to: this.open.to };
  }

  /** Playback stopped, stalled, or jumped. */
  interrupt(): void {
    if (this.open && this.open.to - this.open.from >= SHORTEST_SECONDS) this.closed.push(this.open);
    this.closed = this.closed.slice(-MOST_KEPT);
    this.open = null;
  }

  /** Removes the oldest segments for a report; a segment still growing goes on from where the report ends. */
  take(): PlayedSegment[] {
    const open = this.open;
    this.interrupt();
    if (open) this.open = { ...open, from: open.to, wallFrom: open.wallTo };
    return this.closed.splice(0, MOST_IN_ONE_REPORT).map(toReport);
  }

  /** The report did not arrive: its segments are the first of the next one. */
  putBack(segments: readonly PlayedSegment[]): void {
    this.closed = [...segments.map(fromReport), ...this.closed].slice(-MOST_KEPT);
  }

  get isEmpty(): boolean {
    return (
      this.closed.length === 0 && (this.open === null || this.open.to - this.open.from < SHORTEST_SECONDS)
    );
  }
}

// A jump of the position, in either direction, that playing for the time between cannot explain.
function continues(open: OpenSegment, position: number, now: number): boolean {
  const moved = position - open.to;
  const possible = ((now - open.wallTo) / 1000) * open.speed * 1.1 + 0.5;
  return moved >= 0 && moved <= possible;
}

function toReport(segment: OpenSegment): PlayedSegment {
  return {
    from: round(segment.from),
    to: round(segment.to),
    speed: segment.speed,
    wall_from: new Date(segment.wallFrom).toISOString(),
    wall_to: new Date(segment.wallTo).toISOString(),
  };
}

function fromReport(segment: PlayedSegment): OpenSegment {
  const { from, to, speed } = segment;
  return { from, to, speed, wallFrom: Date.parse(segment.wall_from), wallTo: Date.parse(segment.wall_to) };
}

function round(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
