// Finds web addresses in what people write. Only http and https become links.

export type Piece = { text: string; href?: string };

const ADDRESS = /https?:\/\/[^\s<>"']+/giu;
const TRAILING = /[).,;:!?\]}»”'،؛؟]+$/u;

export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const address = match[0].replace(TRAILING, "");
    if (!URL.canParse(address)) continue;
    if (match.index > at) pieces.push({ text: text.slice(at, match.index) });
    pieces.push({ text: address, href: address });
    at = match.index + address.length;
  }
  if (at < text.length) pieces.push({ text: text.slice(at) });
  return pieces;
}
