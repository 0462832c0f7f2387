// A text to hand on, such as a link that is shown once.
import { Copy } from "lucide-react";
import { useState } from "react";
import { useText } from "../i18n";
import { Button } from "./Button";
import { TextField } from "./TextField";

export function CopyField({ label, value }: { label: string; value: string }) {
  const t = useText();
  const [copied, setCopied] = useState(false);
  const copy = () => void navigator.clipboard.writeText(value).then(() => setCopied(true));
  return (
    <>
      <TextField label={label} value={value} readOnly dir="ltr" onFocus={(event) => event.target.select()} />
      <div aria-live="polite">
        <Button icon={<Copy />} onClick={copy}>
          {copied ? t("action.copied") : t("action.copy")}
        </Button>
      </div>
    </>
  );
}
