import { CalendarDays, List } from "lucide-react";
import { useText } from "../../i18n";
import { Button } from "../../ui";
import styles from "./Calendar.module.css";

export const CALENDAR_VIEWS = ["agenda", "week"] as const;
export type CalendarView = (typeof CALENDAR_VIEWS)[number];

const ICONS = { agenda: List, week: CalendarDays } as const;

interface Props {
  view: CalendarView;
  onChange: (view: CalendarView) => void;
}

export function ViewSwitch({ view, onChange }: Props) {
  const t = useText();
  return (
    <div className={styles.views} role="group" aria-label={t("calendar.view")}>
      {CALENDAR_VIEWS.map((choice) => {
        const Icon = ICONS[choice];
        return (
          <Button
            key={choice}
            look="quiet"
            size="small"
            icon={<Icon />}
            aria-pressed={choice === view}
            onClick={() => onChange(choice)}
          >
            {t(`calendar.view.${choice}`)}
          </Button>
        );
      })}
    </div>
  );
}
