// A button that opens a list of actions; arrow keys, Home, End and Escape work as in any menu.
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { Button, IconButton } from "./Button";
import { classes } from "./classes";
import styles from "./Menu.module.css";

export interface MenuItem {
  label: string;
  icon?: ReactNode;
  danger?: boolean;
  onSelect: () => void;
}

interface Props {
  label: string;
  trigger: ReactNode;
  items: readonly MenuItem[];
  header?: ReactNode;
  /** Shows the label beside the trigger's icon instead of only speaking it. */
  text?: string;
  /** Opens upwards, for a trigger at the lower edge of the page. */
  above?: boolean;
}

export function Menu({ label, trigger, items, header, text, above }: Props) {
  const id = useId();
  const root = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);

  useEffect(() => {
    if (!open) return;
    list.current?.querySelector<HTMLElement>("[role=menuitem]")?.focus();
    // Inside of something that scrolls it may begin below the edge.
    list.current?.scrollIntoView({ block: "nearest" });
    const closeOutside = (event: PointerEvent) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener("pointerdown", closeOutside);
    return () => document.removeEventListener("pointerdown", closeOutside);
  }, [open]);

  function close() {
    setOpen(false);
    root.current?.querySelector<HTMLElement>("[aria-haspopup]")?.focus();
  }

  function move(event: KeyboardEvent) {
    const entries = [...(list.current?.querySelectorAll<HTMLElement>("[role=menuitem]") ?? [])];
    const at = entries.findIndex((entry) => entry === document.activeElement);
    const targets: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: entries.length - 1,
    };
    const target = targets[event.key];
    if (event.key === "Escape" || event.key === "Tab") {
      if (event.key === "Escape") event.preventDefault();
      close();
    } else if (target !== undefined) {
      event.preventDefault();
      entries.at(target % entries.length)?.focus();
    }
  }

  const toggle = {
    "aria-haspopup": "menu",
    "aria-expanded": open,
    "aria-controls": open ? id : undefined,
  } as const;
  return (
    <div ref={root} className={styles.root}>
      {text === undefined ? (
        <IconButton label={label} {...toggle} onClick={() => setOpen(!open)}>
          {trigger}
        </IconButton>
      ) : (
        <Button
          look="quiet"
          aria-label={`${label}: ${text}`}
          icon={trigger}
          {...toggle}
          onClick={() => setOpen(!open)}
        >
          {text}
        </Button>
      )}
      {open && (
        <div className={classes(styles.sheet, above && styles.above)}>
          {header && <div className={styles.header}>{header}</div>}
          <div ref={list} id={id} role="menu" aria-label={label} tabIndex={-1} onKeyDown={move}>
            {items.map((item) => (
              <button
                key={item.label}
                type="button"
                role="menuitem"
                tabIndex={-1}
                className={classes(styles.item, item.danger && styles.danger)}
                onClick={() => {
                  close();
                  item.onSelect();
                }}
              >
                {item.icon}
                {item.label}
              </button>
            ))}
          </div>
        </div>
      )}
    </div>
  );
}
