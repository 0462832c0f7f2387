// Holds the messages. One that can be undone stays longer; time stops while it is pointed at or focused.
import { CircleAlert, CircleCheck, X } from "lucide-react";
import { useCallback, useEffect, useRef, useState, type ReactNode } from "react";
import { useText } from "../i18n";
import { Button, IconButton } from "./Button";
import { ToastContext, type ShowToast, type Toast } from "./toasts";
import styles from "./Toast.module.css";

const PLAIN_MS = 5_000;
const UNDO_MS = 10_000;
const MOST_SHOWN = 3;

interface Shown extends Toast {
  id: number;
}

export function ToastProvider({ children }: { children: ReactNode }) {
  const t = useText();
  const [toasts, setToasts] = useState<Shown[]>([]);
  const nextId = useRef(1);

  const show = useCallback<ShowToast>((toast) => {
    const id = nextId.current;
    nextId.current += 1;
    setToasts((shown) => [...shown, { ...toast, id }].slice(-MOST_SHOWN));
  }, []);

  const dismiss = useCallback((id: number) => {
    setToasts((shown) => shown.filter((toast) => toast.id !== id));
  }, []);

  return (
    <ToastContext value={show}>
      {children}
      <section className={styles.stack} aria-label={t("toast.region")} aria-live="polite">
        {toasts.map((toast) => (
          <ToastCard key={toast.id} toast={toast} onDismiss={dismiss} />
        ))}
      </section>
    </ToastContext>
  );
}

function ToastCard({ toast, onDismiss }: { toast: Shown; onDismiss: (id: number) => void }) {
  const t = useText();
  const [held, setHeld] = useState(false);

  useEffect(() => {
    if (held) return;
    const timer = window.setTimeout(() => onDismiss(toast.id), toast.undo ? UNDO_MS : PLAIN_MS);
    return () => window.clearTimeout(timer);
  }, [held, toast, onDismiss]);

  return (
    <div
      className={styles.toast}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      {toast.tone === "danger" ? <CircleAlert aria-hidden /> : <CircleCheck aria-hidden />}
      <p>{toast.text}</p>
      {toast.undo && (
        <Button
          size="small"
          onClick={() => {
            toast.undo?.();
            onDismiss(toast.id);
          }}
        >
          {t("action.undo")}
        </Button>
      )}
      <IconButton size="small" label={t("action.dismiss")} onClick={() => onDismiss(toast.id)}>
        <X />
      </IconButton>
    </div>
  );
}
