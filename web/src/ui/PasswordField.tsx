// A password that can be shown, pasted and filled in by a password manager.
import { Eye, EyeOff } from "lucide-react";
import { useState, type ComponentProps } from "react";
import { useText } from "../i18n";
import { IconButton } from "./Button";
import { Field, type FieldProps } from "./Field";
import styles from "./Field.module.css";

type Props = Omit<FieldProps, "children"> & ComponentProps<"input">;

export function PasswordField({ label, hint, error, optional, ...input }: Props) {
  const t = useText();
  const [shown, setShown] = useState(false);
  return (
    <Field label={label} hint={hint} error={error} optional={optional}>
      {(control) => (
        <div className={styles.withButton}>
          <input
            {...input}
            {...control}
            type={shown ? "text" : "password"}
            className={styles.control}
            dir="ltr"
          />
          <IconButton
            label={shown ? t("form.hidePassword") : t("form.showPassword")}
            aria-pressed={shown}
            onClick={() => setShown(!shown)}
          >
            {shown ? <EyeOff /> : <Eye />}
          </IconButton>
        </div>
      )}
    </Field>
  );
}
