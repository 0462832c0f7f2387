// A new question: the answers to choose from, how many may be chosen, and who sees what.
import { Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { useLocale } from "../../../i18n";
import { Button, Checkbox, Dialog, FieldRow, Form, IconButton, SelectField, TextField } from "../../../ui";
import type { NewPoll } from "../core/protocol";
import { useClassText } from "../texts";
import { useRequest } from "../useRequest";
import { isComplete, pollFrom, type PollFields } from "./pollFields";
import styles from "./Polls.module.css";

const FIRST: PollFields = {
  question: "",
  options: ["", ""],
  correct: [],
  kind: "single",
  anonymous: false,
  show_results: "closed",
  seconds: "0",
};
const MOST_OPTIONS = 10;
const FEWEST_OPTIONS = 2;

export function PollDialog({ onClose }: { onClose: () => void }) {
  const t = useClassText();
  const { format } = useLocale();
  const ask = useRequest();
  const [fields, setFields] = useState(FIRST);
  const [busy, setBusy] = useState(false);
  const set = (change: Partial<PollFields>) => setFields({ ...fields, ...change });
  const send = async () => {
    setBusy(true);
    const done = await ask("poll-create", pollFrom(fields));
    setBusy(false);
    if (done) onClose();
  };
  return (
    <Dialog title={t("class.polls.new")} onClose={onClose}>
      <Form onSubmit={() => void send()}>
        <TextField
          label={t("class.polls.question")}
          value={fields.question}
          maxLength={500}
          dir="auto"
          onChange={(event) => set({ question: event.target.value })}
        />
        <Options fields={fields} onChange={set} />
        <FieldRow>
          <SelectField
            label={t("class.polls.kind")}
            value={fields.kind}
            options={(["single", "multiple", "quiz"] as const).map((value) => ({
              value,
              label: t(`class.polls.kind.${value}`),
            }))}
            onChange={(kind: NewPoll["kind"]) => set({ kind })}
          />
          <SelectField
            label={t("class.polls.show")}
            value={fields.show_results}
            options={(["live", "closed", "never"] as const).map((value) => ({
              value,
              label: t(`class.polls.show.${value}`),
            }))}
            onChange={(show_results: NewPoll["show_results"]) => set({ show_results })}
          />
        </FieldRow>
        <SelectField
          label={t("class.polls.duration")}
          value={fields.seconds}
          options={["0", "30", "60", "120", "300"].map((value) => ({
            value,
            label: value === "0" ? t("class.polls.noEnd") : format.duration(Number(value)),
          }))}
          onChange={(seconds) => set({ seconds })}
        />
        <Checkbox
          label={t("class.polls.isAnonymous")}
          hint={t("class.polls.isAnonymousHint")}
          checked={fields.anonymous}
          onChange={(event) => set({ anonymous: event.target.checked })}
        />
        <div>
          <Button look="primary" type="submit" busy={busy} disabled={!isComplete(fields)}>
            {t("class.polls.ask")}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}

interface OptionsProps {
  fields: PollFields;
  onChange: (change: Partial<PollFields>) => void;
}

function Options({ fields, onChange }: OptionsProps) {
  const t = useClassText();
  const { options, correct, kind } = fields;
  const write = (at: number, text: string) =>
    onChange({ options: options.map((option, index) => (index === at ? text : option)) });
  const remove = (at: number) =>
    onChange({
      options: options.filter((_, index) => index !== at),
      correct: correct.filter((index) => index !== at).map((index) => (index > at ? index - 1 : index)),
    });
  const mark = (at: number, on: boolean) =>
    onChange({ correct: [...correct.filter((index) => index !== at), ...(on ? [at] : [])] });
  return (
    <fieldset className={styles.options}>
      <legend className="visually-hidden">{t("class.polls.options")}</legend>
      {options.map((option, index) => (
        <div key={index} className={styles.optionRow}>
          <TextField
            label={t("class.polls.option", { number: index + 1 })}
            value={option}
            maxLength={200}
            dir="auto"
            onChange={(event) => write(index, event.target.value)}
          />
          {kind === "quiz" && (
            <Checkbox
              label={t("class.polls.isRight")}
              checked={correct.includes(index)}
              onChange={(event) => mark(index, event.target.checked)}
            />
          )}
          {options.length > FEWEST_OPTIONS && (
            <IconButton
              label={t("class.polls.removeOption", { number: index + 1 })}
              onClick={() => remove(index)}
            >
              <Trash2 />
            </IconButton>
          )}
        </div>
      ))}
      {options.length < MOST_OPTIONS && (
        <div>
          <Button
            size="small"
            look="quiet"
            icon={<Plus />}
            onClick={() => onChange({ options: [...options, ""] })}
          >
            {t("class.polls.addOption")}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
