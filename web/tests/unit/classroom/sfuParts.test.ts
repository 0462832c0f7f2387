// The small pure parts of a call through the server.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RemoteStream } from "../../../src/features/classroom/core/call";
import { pictureNote } from "../../../src/features/classroom/core/pictureNote";
import { demandOf, layersFor } from "../../../src/features/classroom/core/sfu/demand";
import { sumOf } from "../../../src/features/classroom/core/sfu/statistics";
import { layoutOf } from "../../../src/features/classroom/stage/layout";
import * as fixtures from "../../support/classFixtures";

const heights = fc.integer({ min: 0, max: 4_000 });

describe("the quality that is asked for", () => {
  it.each([
    [140, 0],
    [250, 0],
    [300, 1],
    [500, 1],
    [520, 2],
    [1_400, 2],
  ])("for a camera shown %s pixels high is number %s", (height, spatialLayer) => {
    expect(layersFor(height, "camera", "full").spatialLayer).toBe(spatialLayer);
  });

  it("never falls when a tile grows, and saving never asks for more", () => {
    fc.assert(
      fc.property(heights, heights, fc.constantFrom("camera" as const, "screen" as const), (a, b, slot) => {
        const [small, large] = [Math.min(a, b), Math.max(a, b)];
        const of = (height: number, use: "full" | "saver") => layersFor(height, slot, use).spatialLayer;
        expect(of(small, "full")).toBeLessThanOrEqual(of(large, "full"));
        expect(of(a, "saver")).toBeLessThanOrEqual(of(a, "full"));
      }),
    );
  });

  it("is nothing for what cannot be seen, but sounds are always heard", () => {
    fc.assert(
      fc.property(heights, fc.boolean(), fc.boolean(), (height, isVisible, isPageVisible) => {
        const view = { height, isVisible, isPinned: false };
        const context = { dataUse: "full" as const, isHost: false, isPageVisible };
        const isSeen = isVisible && isPageVisible;
        expect(demandOf(view, { ...context, slot: "camera" }).isWanted).toBe(isSeen);
        expect(demandOf(view, { ...context, slot: "mic" }).isWanted).toBe(true);
      }),
    );
  });

  it("is no camera at all when only sound is wanted; screens stay", () => {
    const view = { height: 600, isVisible: true, isPinned: true };
    const context = { dataUse: "audio" as const, isHost: true, isPageVisible: true };
    expect(demandOf(view, { ...context, slot: "camera" }).isWanted).toBe(false);
    expect(demandOf(view, { ...context, slot: "screen" }).isWanted).toBe(true);
  });
});

describe("the note on a picture", () => {
  const picture = (change: Partial<RemoteStream>): RemoteStream => ({
    stream: {} as MediaStream,
    flows: true,
    paused: null,
    layers: { spatialLayer: 2 },
    asked: { spatialLayer: 2 },
    ...change,
  });
  const well = { own: "good", theirs: "good" } as const;

  it("is absent when all is well, when somebody has paused it themselves, or nothing is known", () => {
    expect(pictureNote(picture({}), well)).toBeNull();
    expect(pictureNote(picture({ paused: "producer" }), well)).toBeNull();
    expect(pictureNote(picture({ layers: null }), well)).toBeNull();
    expect(pictureNote(null, well)).toBeNull();
  });

  it("tells one's own trouble from theirs", () => {
    const small = picture({ layers: { spatialLayer: 0 } });
    expect(pictureNote(picture({ paused: "bandwidth" }), well)).toBe("paused");
    expect(pictureNote(small, { ...well, own: "poor" })).toBe("blurryHere");
    expect(pictureNote(small, { ...well, theirs: "fair" })).toBe("blurryThere");
    expect(pictureNote(small, well)).toBe("blurry");
  });
});

describe("the figures of a stream in several qualities", () => {
  const figures = {
    type: "inbound-rtp",
    bitrate: 100_000,
    packetsLost: 1,
    fractionLost: 0.01,
    jitter: 4,
    nackCount: 0,
    pliCount: 0,
  };

  it("add up what is sent and take the worst of all else", () => {
    expect(sumOf([figures, { ...figures, bitrate: 400_000, fractionLost: 0.05, roundTripTime: 80 }])).toEqual(
      {
        kbps: 500,
        lossPercent: 5,
        jitterMs: 4,
        roundTripMs: 80,
      },
    );
    expect(sumOf([])).toEqual({ kbps: 0, lossPercent: 0, jitterMs: 0, roundTripMs: null });
  });
});

describe("voices on the stage", () => {
  const people = Array.from({ length: 12 }, (_, n) => fixtures.participant(n + 1, `Person ${n}`));
  const ids = people.map(({ participant_id }) => participant_id);
  const me = ids[3] ?? "";

  it("make large who speaks, unless something is shared or it is oneself", () => {
    const speaker = ids[9] ?? "";
    expect(layoutOf(people, me, null, 9, { speaker, recent: [] }).featured?.participantId).toBe(speaker);
    expect(layoutOf(people, me, null, 9, { speaker: me, recent: [] }).featured).toBeNull();
    const sharing = people.map((person, n) => ({ ...person, screen: n === 1 }));
    expect(layoutOf(sharing, me, null, 9, { speaker, recent: [] }).featured?.shows).toBe("screen");
  });

  it("give a place to those who spoke last and leave most others where they were", () => {
    const recent = [ids[11] ?? ""];
    const before = layoutOf(people, me, null, 6).others.map(({ participantId }) => participantId);
    const after = layoutOf(people, me, null, 6, { speaker: null, recent }).others.map(
      ({ participantId }) => participantId,
    );
    expect(after).toContain(recent[0]);
    expect(after).toContain(me);
    expect(after).toHaveLength(before.length);
    expect(before.filter((id) => !after.includes(id))).toHaveLength(1);
  });
});
