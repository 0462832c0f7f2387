// The page around everything that is not the class itself.
import type { ReactNode } from "react";
import { Brand } from "../../../app/layout/Brand";
import styles from "./Door.module.css";

export function DoorFrame({ children }: { children: ReactNode }) {
  return (
    <div className={styles.frame}>
      <header className={styles.top}>
        <Brand />
      </header>
      <main id="content" tabIndex={-1} className={styles.main}>
        {children}
      </main>
    </div>
  );
}
