import { useText } from "../../i18n";
import { Badge, type BadgeTone } from "../../ui";
import styles from "./Calendar.module.css";
import type { ClassPhase } from "./phase";

/** What is out of the ordinary about a class; one that is planned, or over, needs no badge. */
const TONES = {
  due: "warning",
  live: "danger",
  missed: "warning",
  cancelled: "neutral",
} as const satisfies Partial<Record<ClassPhase, BadgeTone>>;

export type UnusualPhase = keyof typeof TONES;

export function isUnusual(phase: ClassPhase): phase is UnusualPhase {
  return phase in TONES;
}

export function ClassBadge({ phase }: { phase: UnusualPhase }) {
  const t = useText();
  return (
    <Badge tone={TONES[phase]}>
      {phase === "live" && <span className={styles.dot} aria-hidden />}
      {t(`calendar.phase.${phase}`)}
    </Badge>
  );
}
