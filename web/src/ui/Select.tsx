import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { classes } from "./classes";
import { Field, type FieldProps } from "./Field";
import styles from "./Field.module.css";

export interface Option<Value extends string = string> {
  value: Value;
  label: string;
}

type NativeProps<Value extends string> = Omit<ComponentProps<"select">, "value" | "onChange" | "children"> & {
  options: readonly Option<Value>[];
  value: Value;
  onChange: (value: Value) => void;
};

/** A bare select; give it an aria-label, or use SelectField. */
export function Select<Value extends string>({ options, value, onChange, ...rest }: NativeProps<Value>) {
  const pick = (text: string) => {
    const option = options.find((candidate) => candidate.value === text);
    if (option) onChange(option.value);
  };
  return (
    <div className={styles.selectWrap}>
      <select
        {...rest}
        value={value}
        onChange={(event) => pick(event.target.value)}
        className={classes(styles.control, styles.select)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown aria-hidden />
    </div>
  );
}

type Props<Value extends string> = NativeProps<Value> & Omit<FieldProps, "children">;

export function SelectField<Value extends string>({ label, hint, error, optional, ...select }: Props<Value>) {
  return (
    <Field label={label} hint={hint} error={error} optional={optional}>
      {(control) => <Select {...select} {...control} />}
    </Field>
  );
}
