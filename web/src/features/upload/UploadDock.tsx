// A small sign of running uploads on every page; opens to the list.
import { ChevronDown, ChevronUp, TriangleAlert, UploadCloud, X } from "lucide-react";
import { useState } from "react";
import { useLocation } from "react-router";
import { useLocale } from "../../i18n";
import { classes, IconButton, ProgressBar } from "../../ui";
import type { UploadStatus, UploadView } from "./core/uploadTask";
import styles from "./UploadDock.module.css";
import { UploadList } from "./UploadList";
import { useUploadManager, useUploads } from "./uploads";

const SENDING: readonly UploadStatus[] = ["queued", "starting", "uploading", "waiting", "paused"];

export function UploadDock() {
  const { t, format } = useLocale();
  const manager = useUploadManager();
  const uploads = useUploads();
  const [open, setOpen] = useState(false);
  const { pathname } = useLocation();
  // The library shows all uploads itself.
  if (uploads.length === 0 || pathname === "/recordings") return null;

  const sending = uploads.filter(({ status }) => SENDING.includes(status));
  const processing = uploads.filter(({ status }) => status === "processing");
  const troubled = uploads.filter(({ status }) => status === "failed" || status === "unfinished");
  const percent = percentOf(sending);
  const interrupted = sending.length > 0 && sending.every(({ status }) => status === "waiting");

  function summary(): string {
    if (interrupted) return t("upload.dockWaiting");
    if (sending.length > 0)
      return t("upload.dock", { count: sending.length, percent: format.percent(percent) });
    if (troubled.length > 0) return t("upload.dockFailed", { count: troubled.length });
    if (processing.length > 0) return t("upload.dockProcessing", { count: processing.length });
    return t("upload.dockDone");
  }

  const done = sending.length === 0 && processing.length === 0;
  return (
    <aside className={styles.dock} aria-label={t("upload.region")}>
      {open && (
        <div className={styles.body}>
          <UploadList uploads={uploads} />
        </div>
      )}
      <div className={styles.bar}>
        <button
          type="button"
          className={styles.summary}
          aria-expanded={open}
          title={t(open ? "upload.dockClose" : "upload.dockOpen")}
          onClick={() => setOpen(!open)}
        >
          {troubled.length > 0 || interrupted ? (
            <TriangleAlert aria-hidden className={classes(styles.sign, styles.trouble)} />
          ) : (
            <UploadCloud aria-hidden className={styles.sign} />
          )}
          <span role="status">{summary()}</span>
          {open ? <ChevronDown aria-hidden /> : <ChevronUp aria-hidden />}
        </button>
        {done && (
          <IconButton
            size="small"
            label={t("action.dismiss")}
            onClick={() => uploads.forEach(({ id, status }) => status !== "unfinished" && manager.remove(id))}
          >
            <X />
          </IconButton>
        )}
      </div>
      {sending.length > 0 && <ProgressBar thin label={t("upload.region")} percent={percent} />}
    </aside>
  );
}

function percentOf(uploads: readonly UploadView[]): number {
  const total = uploads.reduce((sum, { size }) => sum + size, 0);
  const sent = uploads.reduce((sum, upload) => sum + upload.sent, 0);
  return total > 0 ? (100 * sent) / total : 0;
}
