import { describe, expect, it } from "vitest";
import { correctionFor, TOLERANCE, type Places } from "../../../src/features/player/core/inStep";

function at(picture: number, change: Partial<Places> = {}) {
  return correctionFor({ clock: 100, picture, speed: 1.5, isCorrecting: false, isThere: true, ...change });
}

describe("a picture in step with another", () => {
  it("goes at the same speed while it is close enough", () => {
    expect(TOLERANCE).toBe(0.1);
    expect(at(100.09)).toEqual({ do: "follow", speed: 1.5 });
    expect(at(99.91)).toEqual({ do: "follow", speed: 1.5 });
  });

  it("hurries or takes its time when it is apart by more than a tenth of a second", () => {
    expect(at(99.8)).toEqual({ do: "hurry", speed: 1.5 * 1.1 });
    expect(at(100.2)).toEqual({ do: "hurry", speed: 1.5 * 0.9 });
  });

  it("goes on with that until it is in step, lest it begins again at once", () => {
    expect(at(100.05, { isCorrecting: true }).do).toBe("hurry");
    expect(at(100.01, { isCorrecting: true }).do).toBe("follow");
  });

  it("jumps over what is too much for that", () => {
    expect(at(90)).toEqual({ do: "jump" });
    expect(at(110)).toEqual({ do: "jump" });
  });

  it("waits at its next moment where nothing was shown", () => {
    expect(at(110, { isThere: false })).toEqual({ do: "wait" });
    expect(at(90, { isThere: false })).toEqual({ do: "jump" });
  });
});
