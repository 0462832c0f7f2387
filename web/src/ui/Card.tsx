// A framed part of a page with a heading of its own.
import { useId, type ReactNode } from "react";
import { classes } from "./classes";
import styles from "./Card.module.css";

interface Props {
  title?: string;
  hint?: ReactNode;
  danger?: boolean;
  children: ReactNode;
  footer?: ReactNode;
}

export function Card({ title, hint, danger, children, footer }: Props) {
  const id = useId();
  return (
    <section
      className={classes(styles.card, danger && styles.danger)}
      aria-labelledby={title ? id : undefined}
    >
      {title && (
        <header className={styles.head}>
          <h2 id={id} className={styles.title}>
            {title}
          </h2>
          {hint && <p className={styles.hint}>{hint}</p>}
        </header>
      )}
      {children}
      {footer && <footer className={styles.foot}>{footer}</footer>}
    </section>
  );
}
