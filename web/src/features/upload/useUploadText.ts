// The state of an upload in one sentence.
import { useLocale } from "../../i18n";
import { useErrorText } from "../../i18n/errors";
import { useNow } from "../../ui";
import type { UploadView } from "./core/uploadTask";

const COUNTDOWN_STEP_MS = 500;

export function useUploadText(): (upload: UploadView) => string {
  const { t, has, format } = useLocale();
  const errorText = useErrorText();
  const now = useNow(COUNTDOWN_STEP_MS);

  function failureText({ failure }: UploadView): string {
    const key = `upload.failed.${failure?.code ?? ""}`;
    if (has(key)) return t(key);
    return failure?.message ?? errorText.short(failure?.error);
  }

  function sendingText({ sent, size, bytesPerSecond }: UploadView): string {
    const parts = [t("upload.sent", { sent: format.bytes(sent), total: format.bytes(size) })];
    if (bytesPerSecond !== null) {
      parts.push(t("upload.rate", { rate: format.bytes(bytesPerSecond) }));
      parts.push(t("upload.eta", { time: format.duration((size - sent) / bytesPerSecond) }));
    }
    return parts.join(" · ");
  }

  function waitingText({ retryAt }: UploadView): string {
    const seconds = Math.max(0, Math.ceil(((retryAt ?? now) - now) / 1000));
    return seconds > 0 ? t("upload.waiting", { seconds }) : t("upload.retrying");
  }

  return (upload) => {
    const percent = format.percent(upload.size > 0 ? (100 * upload.sent) / upload.size : 0);
    switch (upload.status) {
      case "unfinished":
        return t("upload.unfinished", { file: upload.fileName, percent });
      case "queued":
        return t("upload.queued");
      case "starting":
        return t("upload.starting");
      case "uploading":
        return sendingText(upload);
      case "waiting":
        return waitingText(upload);
      case "paused":
        return `${t("upload.paused")} · ${percent}`;
      case "processing":
        return upload.preparedInSeconds === null
          ? t("upload.processing")
          : t("upload.processingEta", { time: format.duration(upload.preparedInSeconds) });
      case "playable":
        return t("upload.playable");
      case "failed":
        return failureText(upload);
      case "cancelled":
        return t("upload.cancelled");
    }
  };
}
