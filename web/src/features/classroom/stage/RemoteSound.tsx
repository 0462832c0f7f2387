// Plays what the others say and share, on the chosen loudspeaker.
import { Volume2 } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button, Notice } from "../../../ui";
import { useLocal, useMedia } from "../classroomContext";
import { useClassText } from "../texts";

type Sink = HTMLAudioElement & { setSinkId?: (id: string) => Promise<void> };

export function RemoteSound() {
  const t = useClassText();
  const people = useMedia(({ people }) => people);
  const streams = Object.values(people).flatMap(({ mic, screenAudio }) => [mic, screenAudio]);
  const [blocked, setBlocked] = useState(0);
  const [retry, setRetry] = useState(0);
  const onBlocked = () => setBlocked((count) => count + 1);
  return (
    <>
      {streams.map(
        (remote) =>
          remote && (
            <Sound key={`${remote.stream.id}-${retry}`} stream={remote.stream} onBlocked={onBlocked} />
          ),
      )}
      {blocked > retry && (
        <Notice
          tone="warning"
          action={
            <Button size="small" icon={<Volume2 />} onClick={() => setRetry(blocked)}>
              {t("class.sound.play")}
            </Button>
          }
        >
          {t("class.sound.blocked")}
        </Notice>
      )}
    </>
  );
}

function Sound({ stream, onBlocked }: { stream: MediaStream; onBlocked: () => void }) {
  const audio = useRef<Sink>(null);
  const speaker = useLocal(({ speakerId }) => speakerId);
  const blocked = useRef(onBlocked);
  useEffect(() => {
    blocked.current = onBlocked;
  });

  useEffect(() => {
    const element = audio.current;
    if (!element) return;
    element.srcObject = stream;
    element.play().catch((error: unknown) => {
      if (error instanceof DOMException && error.name === "NotAllowedError") blocked.current();
    });
  }, [stream]);

  useEffect(() => {
    // A loudspeaker that is gone leaves the browser's own choice in force.
    void audio.current?.setSinkId?.(speaker).catch(() => undefined);
  }, [speaker]);

  // The speech of a class has no captions of its own while it is live.
  // eslint-disable-next-line jsx-a11y/media-has-caption
  return <audio ref={audio} autoPlay />;
}
