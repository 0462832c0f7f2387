// Before a class is recorded: under which title, and whether with pictures.
import { recordings, type Schemas } from "../../../api";
import { useLocale } from "../../../i18n";
import { Checkbox, FormDialog, TextField, useForm } from "../../../ui";
import { useRoom } from "../classroomContext";
import { useClassText } from "../texts";

interface Values {
  title: string;
  soundOnly: boolean;
}

export function RecordDialog({ onClose }: { onClose: () => void }) {
  const t = useClassText();
  const { format } = useLocale();
  const room = useRoom(({ room }) => room);
  const form = useForm<Values, Schemas["StartedRecording"]>({
    initial: { title: `${room.name}, ${format.date(new Date().toISOString())}`, soundOnly: false },
    check: ({ title }) => ({ title: title.trim() ? undefined : t("form.required") }),
    send: ({ title, soundOnly }) =>
      recordings.start({ room_id: room.room_id, title, layout: soundOnly ? "audio" : "auto" }),
    onDone: onClose,
  });
  return (
    <FormDialog
      title={t("class.record.title")}
      submit={t("class.record.start")}
      form={form}
      onClose={onClose}
    >
      <p>{t("class.record.text")}</p>
      <TextField {...form.text("title")} label={t("class.record.name")} maxLength={255} />
      <Checkbox
        label={t("class.record.soundOnly")}
        checked={form.values.soundOnly}
        onChange={(event) => form.set("soundOnly", event.target.checked)}
      />
    </FormDialog>
  );
}
