// Whether somebody is heard at this moment.
import { useEffect, useState } from "react";
import { useLocal, useMedia, useRoom } from "../classroomContext";
import { watchLevel } from "../core/soundLevel";

const SPEAKING = 0.35;
const QUIET_MS = 800;

export function useIsSpeaking(participantId: string): boolean {
  const isOwn = useRoom(({ me }) => me === participantId);
  const track = useLocal(({ tracks }) => (isOwn ? tracks.mic : null));
  const own = useIsLoud(track);
  const remote = useMedia(({ speakers }) => speakers.includes(participantId));
  return isOwn ? own : remote;
}

function useIsLoud(track: MediaStreamTrack | null): boolean {
  const [loud, setLoud] = useState(false);
  useEffect(() => {
    if (!track) return;
    let lastLoud = -Infinity;
    const stop = watchLevel(track, (level) => {
      const now = performance.now();
      if (level > SPEAKING) lastLoud = now;
      setLoud(now - lastLoud < QUIET_MS);
    });
    return () => {
      stop();
      setLoud(false);
    };
  }, [track]);
  return loud;
}
