// What was shown beside the presenter: a picture of its own, in step with the lecture.
import { useEffect, useRef } from "react";
import { useText } from "../../i18n";
import { Companion } from "./core/companion";
import { usePlayer } from "./playerContext";

interface Props {
  address: string;
  className: string;
  onAway: (away: boolean) => void;
}

export function ScreenPicture({ address, className, onAway }: Props) {
  const t = useText();
  const player = usePlayer();
  const video = useRef<HTMLVideoElement>(null);

  useEffect(() => {
    if (!video.current) return;
    const companion = new Companion(player.video, video.current, onAway);
    void companion.start(address);
    return () => companion.destroy();
  }, [player, address, onAway]);

  return <video ref={video} className={className} muted playsInline aria-label={t("player.screen")} />;
}
