import { useQueryClient } from "@tanstack/react-query";
import { recordings, type Recording } from "../../api";
import { useText } from "../../i18n";
import { FormDialog, TextArea, TextField, useForm, useToast } from "../../ui";
import { recordingKeys } from "./queries";

export function RenameDialog({ recording, onClose }: { recording: Recording; onClose: () => void }) {
  const t = useText();
  const toast = useToast();
  const client = useQueryClient();
  const form = useForm({
    initial: { title: recording.title, description: recording.description ?? "" },
    check: ({ title }) => ({ title: title.trim() ? undefined : t("form.required") }),
    send: ({ title, description }) =>
      recordings.change(recording.id, { title, description: description.trim() || null }),
    onDone: () => {
      void client.invalidateQueries({ queryKey: recordingKeys.all });
      toast({ text: t("action.saved") });
      onClose();
    },
  });
  return (
    <FormDialog title={t("recording.rename")} form={form} onClose={onClose}>
      <TextField {...form.text("title")} label={t("recording.title")} maxLength={255} required />
      <TextArea {...form.text("description")} label={t("course.description")} maxLength={4000} optional />
    </FormDialog>
  );
}
