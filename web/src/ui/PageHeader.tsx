// The title of a page with its actions; also names the browser tab.
import type { ReactNode } from "react";
import styles from "./Page.module.css";

interface Props {
  title: string;
  kicker?: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
}

export function PageHeader({ title, kicker, children, actions }: Props) {
  return (
    <header className={styles.header}>
      <title>{title}</title>
      <div className={styles.heading}>
        {kicker && <p className={styles.kicker}>{kicker}</p>}
        <h1 className={styles.title}>
          <bdi>{title}</bdi>
        </h1>
        {children && <div className={styles.lead}>{children}</div>}
      </div>
      {actions && <div className={styles.actions}>{actions}</div>}
    </header>
  );
}
