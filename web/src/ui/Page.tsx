// The column that a page's content stands in.
import type { ReactNode } from "react";
import { classes } from "./classes";
import styles from "./Page.module.css";

export function Page({ narrow, children }: { narrow?: boolean; children: ReactNode }) {
  return <div className={classes(styles.page, narrow && styles.narrow)}>{children}</div>;
}
