// The page's shape before anything is known: the player's box is in its final place.
import { classes, Skeleton } from "../../../ui";
import { RailSkeleton } from "./CourseRail";
import styles from "./Watch.module.css";

export function WatchSkeleton({ inCourse }: { inCourse: boolean }) {
  return (
    <div className={classes(styles.page, inCourse && styles.withRail)}>
      <div className={styles.stage}>
        <Skeleton shape="video" />
      </div>
      <div className={styles.about}>
        <Skeleton shape="title" />
        <Skeleton count={2} />
      </div>
      {inCourse && <RailSkeleton />}
    </div>
  );
}
