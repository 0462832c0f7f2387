import type { ComponentProps } from "react";
import { classes } from "./classes";
import { Field, type FieldProps } from "./Field";
import styles from "./Field.module.css";

type Labels = Omit<FieldProps, "children">;

export function TextField({ label, hint, error, optional, ...input }: Labels & ComponentProps<"input">) {
  return (
    <Field label={label} hint={hint} error={error} optional={optional}>
      {(control) => <input type="text" {...input} {...control} className={styles.control} />}
    </Field>
  );
}

export function TextArea({ label, hint, error, optional, ...input }: Labels & ComponentProps<"textarea">) {
  return (
    <Field label={label} hint={hint} error={error} optional={optional}>
      {(control) => <textarea {...input} {...control} className={classes(styles.control, styles.area)} />}
    </Field>
  );
}
