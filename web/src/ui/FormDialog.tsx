// A dialog around one form, with its two buttons: it goes without a change, or once the form has been sent.
import { useId, type ReactNode } from "react";
import { useText } from "../i18n";
import { Button } from "./Button";
import { Dialog } from "./Dialog";
import { Form } from "./Form";

interface Props {
  title: string;
  /** What useForm gives. */
  form: { submit: () => void; failures: number; problem?: string; busy: boolean };
  /** On the button that sends; "Save" unless it says more. */
  submit?: string;
  /** Of the whole form, for browsers that fill in fields. */
  autoComplete?: string;
  onClose: () => void;
  children: ReactNode;
}

export function FormDialog({ title, form, submit, autoComplete, onClose, children }: Props) {
  const t = useText();
  const id = useId();
  return (
    <Dialog
      title={title}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button look="primary" type="submit" form={id} busy={form.busy}>
            {submit ?? t("action.save")}
          </Button>
        </>
      }
    >
      <Form
        id={id}
        onSubmit={form.submit}
        failures={form.failures}
        problem={form.problem}
        autoComplete={autoComplete}
      >
        {children}
      </Form>
    </Dialog>
  );
}
