// A form that never reloads the page. The browser's own bubbles are off: our messages speak the reader's language.
import { useEffect, useRef, type ComponentProps } from "react";
import styles from "./Form.module.css";
import { Notice } from "./Notice";

type Props = Omit<ComponentProps<"form">, "onSubmit"> & {
  onSubmit: () => void;
  /** Number of failed attempts; each moves the focus to the first field that is wrong. */
  failures?: number;
  problem?: string;
};

export function Form({ onSubmit, failures = 0, problem, children, ...rest }: Props) {
  const form = useRef<HTMLFormElement>(null);

  useEffect(() => {
    if (failures > 0) form.current?.querySelector<HTMLElement>("[aria-invalid]")?.focus();
  }, [failures]);

  return (
    <form
      noValidate
      {...rest}
      ref={form}
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {problem && <Notice tone="danger">{problem}</Notice>}
      {children}
    </form>
  );
}

/** Fields side by side where there is room. */
export function FieldRow({ children }: Pick<ComponentProps<"div">, "children">) {
  return <div className={styles.row}>{children}</div>;
}
