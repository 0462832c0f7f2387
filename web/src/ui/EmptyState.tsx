// Nothing here yet: one sentence that says why, one thing to do about it, and where more is explained.
import type { ReactNode } from "react";
import { Link } from "react-router";
import { useText } from "../i18n";
import styles from "./States.module.css";

interface Props {
  icon: ReactNode;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  /** Address of the page that explains more. */
  help?: string;
}

export function EmptyState({ icon, title, children, action, help }: Props) {
  const t = useText();
  return (
    <div className={styles.state}>
      <span className={styles.icon} aria-hidden>
        {icon}
      </span>
      <h2 className={styles.title}>{title}</h2>
      {children && <p className={styles.text}>{children}</p>}
      {action}
      {help && (
        <Link to={help} className={styles.help}>
          {t("help.more")}
        </Link>
      )}
    </div>
  );
}
