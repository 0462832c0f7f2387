import { describe, expect, it, vi } from "vitest";
import type { ProgressAnswer, ProgressReport } from "../../../src/features/player/api";
import { ProgressReporter } from "../../../src/features/player/core/progressReporter";

const ANSWER: ProgressAnswer = {
  position: 0,
  duration: 100,
  completed: false,
  coverage_percent: 1,
  session_id: "session-1",
  next_heartbeat_seconds: 5,
  rejected_segments: 0,
};

function setUp() {
  let now = 1_000_000;
  const send = vi.fn((report: ProgressReport, leaving: boolean) =>
    Promise.resolve({ ...ANSWER, report, leaving }),
  );
  const reporter = new ProgressReporter({ send, now: () => now, isVisible: () => true });
  const moment = (position: number) => ({ position, duration: 100, speed: 1, quality: "480p" });
  async function play(from: number, to: number) {
    for (let position = from; position <= to; position += 0.5) {
      reporter.playing(moment(position));
      now += 500;
      await Promise.resolve();
      await Promise.resolve();
    }
  }
  return { reporter, send, moment, play, wait: (ms: number) => (now += ms) };
}

describe("the reporter of progress", () => {
  it("opens a session when playback begins and then reports as often as the server asks", async () => {
    const { send, play } = setUp();
    await play(0, 20.5);
    expect(send.mock.calls.map(([report]) => [report.event, report.position])).toEqual([
      ["play", 0],
      ["heartbeat", 5],
      ["heartbeat", 10],
      ["heartbeat", 15],
      ["heartbeat", 20],
    ]);
    expect(send.mock.calls[0]?.[0].session_id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
    expect(send.mock.calls[1]?.[0].session_id).toBe("session-1");
  });

  it("reports a pause at once, with what was played until then", async () => {
    const { reporter, send, moment, play } = setUp();
    await play(0, 3);
    reporter.stopped("pause", moment(3));
    const report = send.mock.lastCall?.[0];
    expect(report).toMatchObject({ event: "pause", position: 3, quality: "480p", visible: true });
    expect(report?.segments).toMatchObject([{ from: 0, to: 3, speed: 1 }]);
  });

  it("counts stalls with their length and leaves them out of the played time", async () => {
    const { reporter, send, moment, play, wait } = setUp();
    await play(0, 2);
    reporter.stalled();
    wait(1_500);
    await play(2, 2.5);
    reporter.stopped("pause", moment(2.5));
    const report = send.mock.lastCall?.[0];
    expect(report?.buffer_events).toBe(1);
    expect(report?.buffer_ms).toBe(1_500);
    expect(report?.segments).toHaveLength(2);
  });

  it("carries a lost report over to the next one", async () => {
    const { reporter, send, moment, play } = setUp();
    await play(0, 3);
    send.mockRejectedValueOnce(new Error("offline"));
    reporter.stopped("pause", moment(3));
    await vi.waitFor(() => expect(send).toHaveBeenCalledTimes(2));
    await play(3, 6);
    reporter.stopped("pause", moment(6));
    const covered = send.mock.lastCall?.[0].segments?.map(({ from, to }) => [from, to]);
    expect(covered).toEqual([
      [0, 3],
      [3, 6],
    ]);
  });

  it("sends what is left when the page goes, and nothing if there is nothing", async () => {
    const { reporter, send, moment, play } = setUp();
    reporter.leaving(moment(0));
    expect(send).not.toHaveBeenCalled();
    await play(0, 2);
    reporter.leaving(moment(2));
    expect(send.mock.lastCall?.[1]).toBe(true);
  });

  it("remembers what was watched for the seek bar", async () => {
    const { reporter, play } = setUp();
    await play(0, 4);
    reporter.seeking();
    await play(50, 52);
    expect(reporter.watched).toEqual([
      { from: 0, to: 4 },
      { from: 50, to: 52 },
    ]);
  });
});
