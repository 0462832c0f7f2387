import { expect, it } from "vitest";
import { FIRST_ARRANGEMENT, hiddenOrShown, resized, swapped } from "../../../src/features/player/pictures";

it("two pictures change places, sizes and come back", () => {
  expect(FIRST_ARRANGEMENT).toEqual({ large: "screen", small: "corner" });
  expect(swapped(FIRST_ARRANGEMENT)).toEqual({ large: "presenter", small: "corner" });
  expect(swapped(swapped(FIRST_ARRANGEMENT))).toEqual(FIRST_ARRANGEMENT);
  expect(resized(FIRST_ARRANGEMENT).small).toBe("wide");
  expect(resized(resized(FIRST_ARRANGEMENT)).small).toBe("corner");
  expect(hiddenOrShown(FIRST_ARRANGEMENT).small).toBe("hidden");
  expect(hiddenOrShown(hiddenOrShown(FIRST_ARRANGEMENT)).small).toBe("corner");
  expect(resized(hiddenOrShown(FIRST_ARRANGEMENT)).small).toBe("wide");
});
