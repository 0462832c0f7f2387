import { useId, type ReactNode } from "react";
import styles from "./HomeSection.module.css";

interface Props {
  title: string;
  action?: ReactNode;
  children: ReactNode;
}

export function HomeSection({ title, action, children }: Props) {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <header className={styles.head}>
        <h2 id={id} className={styles.title}>
          {title}
        </h2>
        {action}
      </header>
      {children}
    </section>
  );
}
