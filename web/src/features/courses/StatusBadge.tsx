import type { CourseStatus } from "../../api";
import { useText } from "../../i18n";
import { Badge, type BadgeTone } from "../../ui";

const TONES: Record<CourseStatus, BadgeTone> = {
  draft: "warning",
  active: "good",
  completed: "info",
  archived: "neutral",
};

export function StatusBadge({ status }: { status: CourseStatus }) {
  const t = useText();
  return <Badge tone={TONES[status]}>{t(`course.status.${status}`)}</Badge>;
}
