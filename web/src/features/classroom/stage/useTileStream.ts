// Where the picture of a tile comes from.
import { useMemo } from "react";
import { useLocal, useMedia, useRoom } from "../classroomContext";
import type { RemoteStream } from "../core/call";
import type { TileKey } from "./layout";

export interface TilePicture {
  stream: MediaStream | null;
  /** How it is received; null of oneself, and of those who send nothing. */
  remote: RemoteStream | null;
}

export function useTileStream({ participantId, shows }: TileKey): TilePicture {
  const isOwn = useRoom(({ me }) => me === participantId);
  const track = useLocal(({ tracks }) => (isOwn ? tracks[shows] : null));
  const own = useMemo(() => (track ? new MediaStream([track]) : null), [track]);
  const remote = useMedia(({ people }) => people[participantId]?.[shows] ?? null);
  const isOn = useRoom(({ people }) => {
    const person = people[participantId];
    return shows === "screen" ? person?.screen === true : person?.video === true;
  });
  const saves = useLocal(({ dataUse }) => dataUse === "audio" && shows === "camera");
  if (isOwn) return { stream: own, remote: null };
  const isShown = isOn && !saves && remote?.flows === true;
  return { stream: isShown ? remote.stream : null, remote: isOn && !saves ? remote : null };
}
