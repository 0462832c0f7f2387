// The column at the side, a sheet from below on phones: one of chat, people and polls.
import { X } from "lucide-react";
import { useEffect, useRef, type ReactNode } from "react";
import { IconButton } from "../../../ui";
import { useClassText } from "../texts";
import styles from "./Panel.module.css";

export type PanelName = "chat" | "people" | "polls";

interface Props {
  name: PanelName;
  onClose: () => void;
  children: ReactNode;
}

export function Panel({ name, onClose, children }: Props) {
  const t = useClassText();
  const heading = useRef<HTMLHeadingElement>(null);

  // Whoever opens a panel goes on reading there.
  useEffect(() => heading.current?.focus({ preventScroll: true }), [name]);

  return (
    // Escape closes it, as the button does.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <aside
      className={styles.panel}
      aria-label={t(`class.${name}.title`)}
      onKeyDown={(event) => {
        if (event.key === "Escape" && !event.defaultPrevented) onClose();
      }}
    >
      <header className={styles.head}>
        <h2 ref={heading} tabIndex={-1} className={styles.title}>
          {t(`class.${name}.title`)}
        </h2>
        <IconButton size="small" label={t("action.close")} onClick={onClose}>
          <X />
        </IconButton>
      </header>
      {children}
    </aside>
  );
}
