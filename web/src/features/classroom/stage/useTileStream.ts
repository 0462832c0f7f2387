// Where the picture of a tile comes from.
import { useMemo } from "react";
import { useLocal, usePeer, useRoom } from "../classroomContext";
import type { TileKey } from "./layout";

export function useTileStream({ participantId, shows }: TileKey): MediaStream | null {
  const isOwn = useRoom(({ me }) => me === participantId);
  const track = useLocal(({ tracks }) => (isOwn ? tracks[shows] : null));
  const own = useMemo(() => (track ? new MediaStream([track]) : null), [track]);
  const remote = usePeer((peer) =>
    peer.participantId === participantId ? (peer.call?.remote[shows] ?? null) : null,
  );
  const flows = useRoom(({ people }) => {
    const person = people[participantId];
    return shows === "screen" ? person?.screen === true : person?.video === true;
  });
  const saves = useLocal(({ dataUse }) => dataUse === "audio" && shows === "camera");
  if (isOwn) return own;
  return flows && !saves ? remote : null;
}
