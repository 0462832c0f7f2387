// A picture that arrives or goes out. Its sound is played elsewhere.
import { useEffect, useRef } from "react";
import { classes } from "../../../ui";
import styles from "./Stage.module.css";

interface Props {
  stream: MediaStream;
  fit: "cover" | "contain";
  mirrored?: boolean;
}

export function TrackVideo({ stream, fit, mirrored }: Props) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const element = video.current;
    if (element && element.srcObject !== stream) element.srcObject = stream;
  }, [stream]);
  return (
    <video
      ref={video}
      className={classes(styles.video, styles[fit], mirrored && styles.mirrored)}
      autoPlay
      muted
      playsInline
      disablePictureInPicture={mirrored}
    />
  );
}
