// The files of a lecture, for those who may take them along.
import { Download } from "lucide-react";
import { isApiError } from "../../../api";
import { useText } from "../../../i18n";
import { useErrorText } from "../../../i18n/errors";
import { Menu, useToast } from "../../../ui";
import { playback, type DownloadFormat, type RecordingInfo } from "../api";

const FORMATS: readonly DownloadFormat[] = ["mp4", "audio", "original"];

export function DownloadMenu({ info }: { info: RecordingInfo }) {
  const t = useText();
  const toast = useToast();
  const describe = useErrorText();

  async function download(format: DownloadFormat) {
    try {
      const { download_url } = await playback.downloadLink(info.id, format);
      window.location.assign(download_url);
    } catch (error) {
      const text = isApiError(error, "RECORDING_NOT_READY")
        ? t("watch.downloadLater")
        : describe.short(error);
      toast({ tone: "danger", text });
    }
  }

  return (
    <Menu
      label={t("watch.download")}
      text={t("watch.download")}
      trigger={<Download />}
      items={FORMATS.filter((format) => info.has_video || format !== "mp4").map((format) => ({
        label: t(`watch.format.${format}`),
        onSelect: () => void download(format),
      }))}
    />
  );
}
