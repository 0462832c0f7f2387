// The files on their way, each with its title, its progress, and what can be done about it.
import { CircleCheck, Pause, Play, TriangleAlert, X } from "lucide-react";
import { useRef, useState } from "react";
import { useLocale } from "../../i18n";
import { Button, ButtonLink, classes, IconButton, ProgressBar, useToast } from "../../ui";
import { ACCEPTED } from "./core/mediaFile";
import type { UploadStatus, UploadView } from "./core/uploadTask";
import styles from "./UploadList.module.css";
import { useUploadManager } from "./uploads";
import { useUploadText } from "./useUploadText";

const PAUSABLE: readonly UploadStatus[] = ["queued", "starting", "uploading", "waiting"];
const CANCELLABLE: readonly UploadStatus[] = [...PAUSABLE, "paused", "unfinished"];

export function UploadList({ uploads }: { uploads: readonly UploadView[] }) {
  return (
    <ul className={styles.list}>
      {uploads.map((upload) => (
        <UploadItem key={upload.id} upload={upload} />
      ))}
    </ul>
  );
}

function UploadItem({ upload }: { upload: UploadView }) {
  const { t } = useLocale();
  const describe = useUploadText();
  const { status, title } = upload;
  const failed = status === "failed";
  return (
    <li className={classes(styles.item, failed && styles.failed)} data-status={status}>
      <TitleField upload={upload} />
      <div className={styles.actions}>
        <Actions upload={upload} />
      </div>
      <div className={styles.progress}>
        {!failed && status !== "playable" && (
          <ProgressBar thin label={t("upload.progress", { title })} percent={percentOf(upload)} />
        )}
        <p className={styles.state} role={failed ? "alert" : undefined}>
          {failed && <TriangleAlert aria-hidden />}
          {status === "playable" && <CircleCheck aria-hidden className={styles.ready} />}
          <bdi>{describe(upload)}</bdi>
        </p>
      </div>
    </li>
  );
}

/** The whole way: sending is most of it, preparing the rest is told in words. */
function percentOf({ status, sent, size, preparedPercent }: UploadView): number {
  if (status === "processing") return preparedPercent ?? 0;
  return size > 0 ? (100 * sent) / size : 0;
}

function TitleField({ upload }: { upload: UploadView }) {
  const { t } = useLocale();
  const manager = useUploadManager();
  const [draft, setDraft] = useState<string | null>(null);
  const fixed = upload.status === "failed" || upload.status === "unfinished";

  function commit() {
    const title = draft?.trim();
    if (title && title !== upload.title) manager.rename(upload.id, title);
    setDraft(null);
  }

  if (fixed) return <p className={styles.fileName}>{upload.fileName}</p>;
  return (
    <input
      className={styles.title}
      aria-label={t("upload.title")}
      value={draft ?? upload.title}
      maxLength={255}
      dir="auto"
      onChange={(event) => setDraft(event.target.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === "Enter") event.currentTarget.blur();
      }}
    />
  );
}

function Actions({ upload }: { upload: UploadView }) {
  const { t } = useLocale();
  const manager = useUploadManager();
  const { id, status, title, recordingId, courseId, failure } = upload;
  const watch = `/watch/${recordingId}${courseId ? `?course=${courseId}` : ""}`;
  return (
    <>
      {status === "unfinished" && <ChooseAgain upload={upload} />}
      {status === "waiting" && (
        <Button size="small" onClick={() => manager.retryNow(id)}>
          {t("upload.retry")}
        </Button>
      )}
      {status === "failed" && !recordingId && failure?.code !== "TYPE" && failure?.code !== "EMPTY" && (
        <Button size="small" onClick={() => manager.resume(id)}>
          {t("upload.retry")}
        </Button>
      )}
      {(status === "processing" || status === "playable") && (
        <ButtonLink size="small" look={status === "playable" ? "primary" : "secondary"} to={watch}>
          {t("upload.watch")}
        </ButtonLink>
      )}
      {PAUSABLE.includes(status) && (
        <IconButton size="small" label={t("upload.pause", { title })} onClick={() => manager.pause(id)}>
          <Pause />
        </IconButton>
      )}
      {status === "paused" && (
        <IconButton size="small" label={t("upload.resume", { title })} onClick={() => manager.resume(id)}>
          <Play />
        </IconButton>
      )}
      {CANCELLABLE.includes(status) ? (
        <IconButton size="small" label={t("upload.cancel", { title })} onClick={() => manager.cancel(id)}>
          <X />
        </IconButton>
      ) : (
        <IconButton size="small" label={t("upload.remove", { title })} onClick={() => manager.remove(id)}>
          <X />
        </IconButton>
      )}
    </>
  );
}

function ChooseAgain({ upload }: { upload: UploadView }) {
  const { t } = useLocale();
  const manager = useUploadManager();
  const toast = useToast();
  const input = useRef<HTMLInputElement>(null);

  function choose(files: FileList | null) {
    const file = files?.[0];
    if (file && !manager.continueWith(upload.id, file)) {
      toast({ tone: "danger", text: t("upload.wrongFile", { file: upload.fileName }) });
    }
  }

  return (
    <>
      <Button size="small" look="primary" onClick={() => input.current?.click()}>
        {t("upload.chooseAgain")}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept={ACCEPTED}
        aria-label={t("upload.chooseAgain")}
        onChange={(event) => {
          choose(event.target.files);
          event.target.value = "";
        }}
      />
    </>
  );
}
