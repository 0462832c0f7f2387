// Grey shapes in the place of content. They appear only after 150 ms, so that quick answers do not flicker.
import { useText } from "../i18n";
import { classes } from "./classes";
import styles from "./Skeleton.module.css";

type Shape = "text" | "title" | "row" | "card" | "video";

export function Skeleton({ shape = "text", count = 1 }: { shape?: Shape; count?: number }) {
  const t = useText();
  return (
    <div role="status" className={classes(styles.group, styles[`${shape}Group`])}>
      <span className="visually-hidden">{t("state.loading")}</span>
      {Array.from({ length: count }, (_, index) => (
        <span key={index} aria-hidden className={classes(styles.bone, styles[shape])} />
      ))}
    </div>
  );
}
