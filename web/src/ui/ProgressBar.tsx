import { classes } from "./classes";
import styles from "./Progress.module.css";

interface Props {
  label: string;
  percent: number;
  thin?: boolean;
}

export function ProgressBar({ label, percent, thin }: Props) {
  const value = Math.min(100, Math.max(0, percent));
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(value)}
      className={classes(styles.track, thin && styles.thin)}
    >
      <span className={styles.fill} style={{ inlineSize: `${value}%` }} />
    </div>
  );
}
