// A list of choices that opens above its button; works like a native menu of radio items.
import { Check } from "lucide-react";
import { useEffect, useId, useRef, useState, type KeyboardEvent } from "react";
import { useLocale } from "../../i18n";
import styles from "./PlayerMenu.module.css";

export interface Choice<Value> {
  value: Value;
  label: string;
  detail?: string;
}

interface Props<Value> {
  label: string;
  trigger: string;
  /** For a narrow player. */
  shortTrigger?: string;
  header?: string;
  choices: readonly Choice<Value>[];
  chosen: Value;
  onChoose: (value: Value) => void;
}

export function PlayerMenu<Value>({
  label,
  trigger,
  shortTrigger = trigger,
  header,
  choices,
  chosen,
  onChoose,
}: Props<Value>) {
  const { direction } = useLocale();
  const id = useId();
  const root = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);

  useEffect(() => {
    if (!open) return;
    const items = list.current?.querySelectorAll<HTMLElement>("[role=menuitemradio]");
    const checked = list.current?.querySelector<HTMLElement>("[aria-checked=true]");
    (checked ?? items?.[0])?.focus();
    const closeOutside = (event: PointerEvent) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener("pointerdown", closeOutside);
    return () => document.removeEventListener("pointerdown", closeOutside);
  }, [open]);

  function close() {
    setOpen(false);
    root.current?.querySelector("button")?.focus();
  }

  function onKeyDown(event: KeyboardEvent) {
    const items = [...(list.current?.querySelectorAll<HTMLElement>("[role=menuitemradio]") ?? [])];
    const at = items.findIndex((item) => item === document.activeElement);
    const targets: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 };
    const target = targets[event.key];
    if (event.key === "Escape" || event.key === "Tab") {
      if (event.key === "Escape") event.preventDefault();
      close();
    } else if (target !== undefined) {
      event.preventDefault();
      items.at(target % items.length)?.focus();
    }
  }

  return (
    <div ref={root} className={styles.root}>
      <button
        type="button"
        className={styles.trigger}
        data-short={shortTrigger}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        aria-label={label}
        title={label}
        onClick={() => setOpen(!open)}
      >
        <span className={styles.text}>{trigger}</span>
      </button>
      {open && (
        <div className={styles.sheet} dir={direction}>
          {header && <p className={styles.header}>{header}</p>}
          <div ref={list} id={id} role="menu" tabIndex={-1} aria-label={label} onKeyDown={onKeyDown}>
            {choices.map((choice) => (
              <button
                key={choice.label}
                type="button"
                role="menuitemradio"
                aria-checked={choice.value === chosen}
                tabIndex={-1}
                className={styles.item}
                onClick={() => {
                  onChoose(choice.value);
                  close();
                }}
              >
                <Check aria-hidden className={styles.check} />
                <span>{choice.label}</span>
                {choice.detail && <small>{choice.detail}</small>}
              </button>
            ))}
          </div>
        </div>
      )}
    </div>
  );
}
