import { useQueryClient } from "@tanstack/react-query";
import { useId } from "react";
import { recordings, type Recording } from "../../api";
import { useText } from "../../i18n";
import { Button, Dialog, Form, TextArea, TextField, useForm, useToast } from "../../ui";
import { recordingKeys } from "./queries";

export function RenameDialog({ recording, onClose }: { recording: Recording; onClose: () => void }) {
  const t = useText();
  const toast = useToast();
  const client = useQueryClient();
  const formId = useId();
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
    <Dialog
      title={t("recording.rename")}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button look="primary" type="submit" form={formId} busy={form.busy}>
            {t("action.save")}
          </Button>
        </>
      }
    >
      <Form id={formId} onSubmit={form.submit} failures={form.failures} problem={form.problem}>
        <TextField {...form.text("title")} label={t("recording.title")} maxLength={255} required />
        <TextArea {...form.text("description")} label={t("course.description")} maxLength={4000} optional />
      </Form>
    </Dialog>
  );
}
