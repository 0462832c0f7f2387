// Check boxes and radio buttons with a label and an optional explanation.
import type { ComponentProps } from "react";
import styles from "./Field.module.css";

type Props = Omit<ComponentProps<"input">, "type"> & { label: string; hint?: string };

function Choice({ type, label, hint, ...input }: Props & { type: "checkbox" | "radio" }) {
  return (
    <label className={styles.choice}>
      <input type={type} {...input} />
      <span>{label}</span>
      {hint && <small>{hint}</small>}
    </label>
  );
}

export function Checkbox(props: Props) {
  return <Choice type="checkbox" {...props} />;
}

export function Radio(props: Props) {
  return <Choice type="radio" {...props} />;
}
