// What happened, what to do about it, and the number that support asks for.
import { CloudOff, Lock, SearchX, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { isApiError } from "../api";
import { useErrorText } from "../i18n/errors";
import { useText } from "../i18n";
import { Button } from "./Button";
import styles from "./States.module.css";

interface Props {
  error: unknown;
  onRetry?: () => void;
  action?: ReactNode;
}

export function ErrorState({ error, onRetry, action }: Props) {
  const t = useText();
  const describe = useErrorText();
  const { title, advice } = describe.full(error);
  const requestId = isApiError(error) ? error.requestId : null;
  return (
    <div className={styles.state} role="alert">
      <span className={styles.icon} aria-hidden>
        {iconFor(error)}
      </span>
      <h2 className={styles.title}>{title}</h2>
      <p className={styles.text}>{advice}</p>
      {onRetry && (
        <Button look="primary" onClick={onRetry}>
          {t("action.retry")}
        </Button>
      )}
      {action}
      {requestId && (
        <p className={styles.request}>
          {t("error.requestId")} <code dir="ltr">{requestId}</code>
        </p>
      )}
    </div>
  );
}

function iconFor(error: unknown) {
  if (!isApiError(error)) return <TriangleAlert />;
  if (error.kind === "network") return <CloudOff />;
  if (error.status === 404) return <SearchX />;
  return error.status === 403 ? <Lock /> : <TriangleAlert />;
}
