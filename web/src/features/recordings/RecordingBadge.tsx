import type { Recording, RecordingStatus } from "../../api";
import { useText } from "../../i18n";
import { Badge, type BadgeTone } from "../../ui";

const TONES: Record<RecordingStatus, BadgeTone> = {
  pending: "neutral",
  recording: "danger",
  processing: "progress",
  completed: "good",
  failed: "danger",
  archived: "neutral",
  deleted: "neutral",
};

export function RecordingBadge({ recording }: { recording: Recording }) {
  const t = useText();
  return <Badge tone={TONES[recording.status]}>{t(`recording.status.${recording.status}`)}</Badge>;
}
