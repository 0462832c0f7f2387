import { describe, expect, it } from "vitest";
import { PlayedLog } from "../../../src/features/player/core/playedLog";

const START = Date.parse("2026-03-01T09:00:00.000Z");

function play(log: PlayedLog, from: number, seconds: number, speed = 1, at = START) {
  for (let step = 0; step <= seconds * 4; step += 1) {
    log.advance(from + (step / 4) * speed, speed, at + step * 250);
  }
}

function stretches(log: PlayedLog) {
  return log.take().map(({ from, to, speed }) => [from, to, speed]);
}

describe("the log of what was played", () => {
  it("grows one segment with the wall time that it took", () => {
    const log = new PlayedLog();
    play(log, 10, 5);
    expect(log.take()).toEqual([
      {
        from: 10,
        to: 15,
        speed: 1,
        wall_from: "2026-03-01T09:00:00.000Z",
        wall_to: "2026-03-01T09:00:05.000Z",
      },
    ]);
  });

  it("goes on after a report without a gap and without repeating itself", () => {
    const log = new PlayedLog();
    play(log, 0, 5);
    log.take();
    play(log, 5.25, 4.75, 1, START + 5_250);
    expect(stretches(log)).toEqual([[5, 10, 1]]);
  });

  it("begins a new segment after a jump, a stop, or a change of speed", () => {
    const log = new PlayedLog();
    play(log, 0, 5);
    play(log, 100, 5, 1, START + 5_250);
    log.interrupt();
    play(log, 105, 5, 2, START + 20_000);
    expect(stretches(log)).toEqual([
      [0, 5, 1],
      [100, 105, 1],
      [105, 115, 2],
    ]);
  });

  it("does not count going back as playing", () => {
    const log = new PlayedLog();
    play(log, 50, 5);
    play(log, 10, 2, 1, START + 5_250);
    expect(stretches(log)).toEqual([
      [50, 55, 1],
      [10, 12, 1],
    ]);
  });

  it("keeps what could not be reported, oldest first", () => {
    const log = new PlayedLog();
    play(log, 0, 5);
    const lost = log.take();
    log.interrupt();
    play(log, 30, 5, 1, START + 60_000);
    log.putBack(lost);
    expect(stretches(log)).toEqual([
      [0, 5, 1],
      [30, 35, 1],
    ]);
  });

  it("reports at most fifty segments at once", () => {
    const log = new PlayedLog();
    for (let index = 0; index < 60; index += 1) play(log, index * 10, 1, 1, START + index * 5_000);
    expect(log.take()).toHaveLength(50);
    expect(log.take()).toHaveLength(10);
    expect(log.isEmpty).toBe(true);
  });
});
