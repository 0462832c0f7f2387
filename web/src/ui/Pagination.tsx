// Where one is in a long list, and the way to the next part of it.
import { ChevronLeft, ChevronRight } from "lucide-react";
import { useText } from "../i18n";
import { Button } from "./Button";
import styles from "./Pagination.module.css";

interface Props {
  total: number;
  limit: number;
  offset: number;
  onMove: (offset: number) => void;
}

export function Pagination({ total, limit, offset, onMove }: Props) {
  const t = useText();
  if (total <= limit && offset === 0) return null;
  const last = Math.min(total, offset + limit);
  return (
    <nav className={styles.pagination} aria-label={t("paging.label")}>
      <Button
        size="small"
        disabled={offset === 0}
        icon={<ChevronLeft className="flips" />}
        onClick={() => onMove(Math.max(0, offset - limit))}
      >
        {t("paging.previous")}
      </Button>
      <span aria-live="polite">{t("paging.range", { from: offset + 1, to: last, total })}</span>
      <Button size="small" disabled={last >= total} onClick={() => onMove(offset + limit)}>
        {t("paging.next")}
        <ChevronRight className="flips" />
      </Button>
    </nav>
  );
}
