// Pictures of lectures: slides of a course on algorithms, drawn here.

type Drawing = () => string;

const INK = "#22302e";
const GREEN = "#0f5c55";
const AMBER = "#b8651b";

function line(x1: number, y1: number, x2: number, y2: number, colour = INK): string {
  return `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke="${colour}" stroke-width="4"/>`;
}

function node(x: number, y: number, text: string, colour = GREEN): string {
  return (
    `<rect x="${x - 65}" y="${y - 32}" width="130" height="64" rx="32" fill="#fffefb" stroke="${colour}" ` +
    `stroke-width="4"/><text x="${x}" y="${y + 10}" text-anchor="middle" font-size="30">${text}</text>`
  );
}

/** How fast n, n log n and n squared grow. */
const growth: Drawing = () => {
  const curve = (height: (n: number) => number, colour: string) => {
    const points = Array.from({ length: 41 }, (_, n) => `${200 + n * 21},${600 - height(n)}`);
    return `<polyline points="${points.join(" ")}" fill="none" stroke="${colour}" stroke-width="7"/>`;
  };
  return [
    line(200, 600, 1100, 600),
    line(200, 600, 200, 210),
    curve((n) => n * 3.2, GREEN),
    curve((n) => n * Math.log2(n + 1) * 1.1, AMBER),
    curve((n) => (n * n) / 4.4, INK),
  ].join("");
};

/** The decision tree of sorting three things: six leaves, so at least three questions. */
const decisions: Drawing = () =>
  [
    [640, 210, 360, 320],
    [640, 210, 920, 320],
    [360, 320, 220, 430],
    [360, 320, 500, 430],
    [920, 320, 780, 430],
    [920, 320, 1060, 430],
    [500, 430, 415, 540],
    [500, 430, 565, 540],
    [780, 430, 715, 540],
    [780, 430, 865, 540],
  ]
    .map(([x1 = 0, y1 = 0, x2 = 0, y2 = 0]) => line(x1, y1, x2, y2))
    .concat(
      node(640, 210, "a &lt; b"),
      node(360, 320, "b &lt; c"),
      node(920, 320, "a &lt; c"),
      node(220, 430, "a b c", AMBER),
      node(500, 430, "a &lt; c"),
      node(780, 430, "b &lt; c"),
      node(1060, 430, "b a c", AMBER),
      node(415, 540, "a c b", AMBER),
      node(565, 540, "c a b", AMBER),
      node(715, 540, "b c a", AMBER),
      node(865, 540, "c b a", AMBER),
    )
    .join("");

/** A heap, row by row. */
const heap: Drawing = () => {
  const places = [640, 400, 880, 280, 520, 760, 1000].map((x, index) => ({
    x,
    y: [270, 420, 420, 570, 570, 570, 570][index] ?? 0,
    key: [2, 5, 3, 9, 8, 7, 4][index],
  }));
  const edges = places.slice(1).map((child, index) => {
    const parent = places[index >> 1];
    return parent ? line(parent.x, parent.y, child.x, child.y) : "";
  });
  return edges.concat(places.map(({ x, y, key }) => node(x, y, String(key)))).join("");
};

const SLIDES: readonly [title: string, drawing: Drawing][] = [
  ["What an algorithm costs", growth],
  ["Every comparison sort is a tree", decisions],
  ["A heap keeps the smallest on top", heap],
];

/** An SVG document of 1280 by 720. */
export function slide(number: number): string {
  const [title, drawing] = SLIDES[number % SLIDES.length] ?? ["", () => ""];
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1280 720" font-family="Source Serif 4, DejaVu Serif, serif">` +
    `<rect width="1280" height="720" fill="#f3efe4"/><rect width="16" height="720" fill="${GREEN}"/>` +
    `<g fill="${INK}"><text x="80" y="130" font-size="62" font-weight="600">${title}</text>${drawing()}</g></svg>`
  );
}
