// Asks before something that cannot simply be undone; says what will happen in the button itself.
import type { ReactNode } from "react";
import { useText } from "../i18n";
import { Button, type ButtonLook } from "./Button";
import { Dialog } from "./Dialog";

interface Props {
  title: string;
  children: ReactNode;
  action: string;
  /** What the button says that leaves everything as it is. */
  keep?: string;
  /** Most of what is asked about takes something away. */
  look?: ButtonLook;
  busy?: boolean;
  onConfirm: () => void;
  onClose: () => void;
}

export function ConfirmDialog({
  title,
  children,
  action,
  keep,
  look = "danger",
  busy,
  onConfirm,
  onClose,
}: Props) {
  const t = useText();
  return (
    <Dialog
      title={title}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{keep ?? t("action.cancel")}</Button>
          <Button look={look} busy={busy} onClick={onConfirm}>
            {action}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  );
}
