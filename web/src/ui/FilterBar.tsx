// Search and filters above a list; wraps on narrow screens.
import type { ReactNode } from "react";
import { useText } from "../i18n";
import { Button } from "./Button";
import styles from "./FilterBar.module.css";

interface Props {
  search?: ReactNode;
  children: ReactNode;
  onClear?: () => void;
}

export function FilterBar({ search, children, onClear }: Props) {
  const t = useText();
  return (
    <div className={styles.bar}>
      {search && <div className={styles.search}>{search}</div>}
      {children}
      {onClear && (
        <Button look="quiet" onClick={onClear}>
          {t("filter.clear")}
        </Button>
      )}
    </div>
  );
}
