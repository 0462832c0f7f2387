// The page's shape before anything is known: the player's box is in its final place.
import { Skeleton } from "../../../ui";
import styles from "./Watch.module.css";

export function WatchSkeleton() {
  return (
    <div className={styles.page}>
      <Skeleton shape="video" />
      <div className={styles.about}>
        <Skeleton shape="title" />
        <Skeleton count={2} />
      </div>
    </div>
  );
}
