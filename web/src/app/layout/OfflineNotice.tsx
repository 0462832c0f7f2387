// Tells when the device has lost its connection, and goes away by itself.
import { useSyncExternalStore } from "react";
import { useText } from "../../i18n";
import { Notice } from "../../ui";
import styles from "./Shell.module.css";

function subscribe(listener: () => void): () => void {
  window.addEventListener("online", listener);
  window.addEventListener("offline", listener);
  return () => {
    window.removeEventListener("online", listener);
    window.removeEventListener("offline", listener);
  };
}

export function OfflineNotice() {
  const t = useText();
  const online = useSyncExternalStore(subscribe, () => navigator.onLine);
  if (online) return null;
  return (
    <div className={styles.offline}>
      <Notice tone="warning">{t("app.offline")}</Notice>
    </div>
  );
}
