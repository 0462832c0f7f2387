// Progress as a ring with the figure inside.
import { useLocale } from "../i18n";
import styles from "./Progress.module.css";

const RADIUS = 20;
const CIRCUMFERENCE = 2 * Math.PI * RADIUS;

export function ProgressRing({ label, percent }: { label: string; percent: number }) {
  const { format } = useLocale();
  const value = Math.min(100, Math.max(0, percent));
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(value)}
      className={styles.ring}
    >
      <svg viewBox="0 0 48 48" aria-hidden>
        <circle className={styles.ringTrack} cx="24" cy="24" r={RADIUS} />
        <circle
          className={styles.ringFill}
          cx="24"
          cy="24"
          r={RADIUS}
          strokeDasharray={`${(CIRCUMFERENCE * value) / 100} ${CIRCUMFERENCE}`}
        />
      </svg>
      <span aria-hidden>{format.percent(value)}</span>
    </div>
  );
}
