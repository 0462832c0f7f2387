// Small facts in one line, parted by dots; facts that are absent leave no gap.
import type { ReactNode } from "react";
import styles from "./Facts.module.css";

export function Facts({ items }: { items: readonly ReactNode[] }) {
  return (
    <span className={styles.facts}>
      <span className={styles.line}>
        {items
          .filter((item) => item !== null && item !== undefined && item !== false && item !== "")
          .map((item, index) => (
            <span key={index}>{item}</span>
          ))}
      </span>
    </span>
  );
}
