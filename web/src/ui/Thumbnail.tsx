// The picture of a lecture in its final box; a mark on a tinted ground until there is one.
import { Clapperboard } from "lucide-react";
import { useState } from "react";
import styles from "./Thumbnail.module.css";

export function Thumbnail({ url, clock }: { url: string | null; clock?: string }) {
  const [failed, setFailed] = useState(false);
  return (
    <span className={styles.thumbnail} aria-hidden>
      {url && !failed ? (
        <img src={url} alt="" loading="lazy" onError={() => setFailed(true)} />
      ) : (
        <Clapperboard />
      )}
      {clock && <span className={styles.clock}>{clock}</span>}
    </span>
  );
}
