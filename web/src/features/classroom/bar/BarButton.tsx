// A round button of the bar: picture above word; what is off or wrong looks so.
import type { ComponentProps, ReactNode } from "react";
import { classes } from "../../../ui";
import styles from "./Bar.module.css";

interface Props extends ComponentProps<"button"> {
  icon: ReactNode;
  /** What the button does now. */
  label: string;
  /** The word below the picture, where there is room. */
  word: string;
  look?: "plain" | "off" | "active" | "danger";
  count?: number;
  keyHint?: string;
}

export function BarButton({
  icon,
  label,
  word,
  look = "plain",
  count = 0,
  keyHint,
  className,
  ...rest
}: Props) {
  return (
    <button
      type="button"
      {...rest}
      aria-label={label}
      aria-keyshortcuts={keyHint}
      title={keyHint ? `${label} (${keyHint})` : label}
      className={classes(styles.button, styles[look], className)}
    >
      <span className={styles.icon}>
        {icon}
        {count > 0 && <span className={styles.count} data-count={count > 99 ? "99+" : count} aria-hidden />}
      </span>
      <span className={styles.word} aria-hidden>
        {word}
      </span>
    </button>
  );
}
