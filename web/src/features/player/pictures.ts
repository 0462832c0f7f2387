// Which of a lecture's two pictures is large, and how the other one lies in it.

export interface Arrangement {
  large: "screen" | "presenter";
  small: "corner" | "wide" | "hidden";
}

export const FIRST_ARRANGEMENT: Arrangement = { large: "screen", small: "corner" };

export function swapped(arrangement: Arrangement): Arrangement {
  return { ...arrangement, large: arrangement.large === "screen" ? "presenter" : "screen" };
}

export function resized(arrangement: Arrangement): Arrangement {
  return { ...arrangement, small: arrangement.small === "wide" ? "corner" : "wide" };
}

export function hiddenOrShown(arrangement: Arrangement): Arrangement {
  return { ...arrangement, small: arrangement.small === "hidden" ? "corner" : "hidden" };
}
