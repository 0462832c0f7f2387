import { describe, expect, it } from "vitest";
import { addRange, secondsAhead } from "../../../src/features/player/core/ranges";

describe("stretches of media time", () => {
  it("join where they touch or overlap", () => {
    expect(addRange([{ from: 0, to: 5 }], { from: 5, to: 7 })).toEqual([{ from: 0, to: 7 }]);
    expect(
      addRange(
        [
          { from: 0, to: 5 },
          { from: 8, to: 9 },
          { from: 20, to: 30 },
        ],
        { from: 4, to: 10 },
      ),
    ).toEqual([
      { from: 0, to: 10 },
      { from: 20, to: 30 },
    ]);
  });

  it("stay apart and sorted otherwise", () => {
    expect(addRange([{ from: 10, to: 20 }], { from: 0, to: 5 })).toEqual([
      { from: 0, to: 5 },
      { from: 10, to: 20 },
    ]);
  });

  it("tell how long playback can go on", () => {
    const loaded = [{ from: 0, to: 12 }];
    expect(secondsAhead(loaded, 10)).toBe(2);
    expect(secondsAhead(loaded, 12)).toBe(0);
  });
});
