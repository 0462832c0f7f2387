// The addresses of classes. A room is named by its id or, as in invitations, by its join code.

/** Where a join code can be entered. */
export const CODE_PATH = "/live";

export function classPath(room: string): string {
  return `${CODE_PATH}/${encodeURIComponent(room)}`;
}

/** What people paste: a code as it is read out, with or without hyphens, or the whole invitation. */
export function roomOfInvitation(text: string): string {
  const fromLink = /\/live\/([^/?#\s]+)/.exec(text)?.[1];
  return (fromLink ?? text).trim().toLowerCase().replaceAll(/\s+/g, "-");
}
