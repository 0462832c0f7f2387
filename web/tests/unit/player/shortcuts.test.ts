import { describe, expect, it } from "vitest";
import { commandFor, isTakenByControl } from "../../../src/features/player/core/shortcuts";

function press(key: string, code: string, modifiers: Partial<KeyboardEventInit> = {}, inside = false) {
  return commandFor(new KeyboardEvent("keydown", { key, code, ...modifiers }), inside);
}

describe("keyboard shortcuts", () => {
  it("go by the letter on Latin layouts, wherever it lies", () => {
    expect(press("k", "KeyK")).toEqual({ do: "togglePlay" });
    expect(press("K", "KeyK")).toEqual({ do: "togglePlay" });
    expect(press("m", "Semicolon")).toEqual({ do: "toggleMute" });
    expect(press(",", "KeyM")).toEqual({ do: "frame", direction: -1 });
  });

  it("go by the place of the key on other layouts", () => {
    expect(press("ن", "KeyK")).toEqual({ do: "togglePlay" });
    expect(press("ь", "KeyM")).toEqual({ do: "toggleMute" });
    expect(press("و", "Comma")).toEqual({ do: "frame", direction: -1 });
    expect(press("؟", "Slash", { shiftKey: true })).toEqual({ do: "help" });
  });

  it("arrange two pictures", () => {
    expect(press("x", "KeyX")).toEqual({ do: "swapPictures" });
    expect(press("e", "KeyE")).toEqual({ do: "resizePicture" });
    expect(press("h", "KeyH")).toEqual({ do: "hidePicture" });
  });

  it("jump by digits on every layout", () => {
    expect(press("٣", "Digit3")).toEqual({ do: "jump", fraction: 0.3 });
    expect(press("&", "Digit1")).toEqual({ do: "jump", fraction: 0.1 });
  });

  it("leave the browser's and other programs' keys alone", () => {
    expect(press("f", "KeyF", { ctrlKey: true })).toBeUndefined();
    expect(press("k", "KeyK", { metaKey: true })).toBeUndefined();
    expect(press("k", "KeyK", { isComposing: true })).toBeUndefined();
    expect(press("Tab", "Tab")).toBeUndefined();
  });

  it("take scrolling keys only inside the player", () => {
    expect(press("ArrowUp", "ArrowUp")).toBeUndefined();
    expect(press("ArrowUp", "ArrowUp", {}, true)).toEqual({ do: "volume", change: 0.05 });
    expect(press("ArrowLeft", "ArrowLeft")).toEqual({ do: "skip", seconds: -5 });
  });

  it("do nothing while typing, and leave Space to buttons and arrows to sliders", () => {
    document.body.innerHTML = `<input id="text"><button id="button">x</button><div id="slider" role="slider"></div>`;
    const at = (id: string) => document.getElementById(id);
    expect(isTakenByControl(at("text"), "KeyK")).toBe(true);
    expect(isTakenByControl(at("button"), "Space")).toBe(true);
    expect(isTakenByControl(at("button"), "KeyK")).toBe(false);
    expect(isTakenByControl(at("slider"), "ArrowLeft")).toBe(true);
    expect(isTakenByControl(document.body, "Space")).toBe(false);
  });
});
