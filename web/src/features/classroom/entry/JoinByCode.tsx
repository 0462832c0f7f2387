// The way in for those who were told a code, and the way to a room of one's own.
import { DoorOpen, Video } from "lucide-react";
import { useNavigate } from "react-router";
import { rooms } from "../../../api";
import { canTeach, useUser } from "../../../app/session";
import { Button, Card, Form, Page, PageHeader, TextField, useForm } from "../../../ui";
import { classPath, roomOfInvitation } from "../paths";
import { useClassText } from "../texts";

export function JoinByCode() {
  const t = useClassText();
  const user = useUser();
  return (
    <Page narrow>
      <PageHeader title={t("class.code.title")}>{t("class.code.lead")}</PageHeader>
      <Card>
        <CodeForm />
      </Card>
      {canTeach(user) && (
        <Card title={t("class.instant.title")} hint={t("class.instant.hint")}>
          <InstantRoom />
        </Card>
      )}
    </Page>
  );
}

function CodeForm() {
  const t = useClassText();
  const navigate = useNavigate();
  const form = useForm({
    initial: { code: "" },
    check: ({ code }) => ({ code: roomOfInvitation(code) ? undefined : t("form.required") }),
    // Asked here already, so that a slip can be mended where it was made.
    send: ({ code }) => rooms.get(roomOfInvitation(code)),
    onDone: (room) => void navigate(classPath(room.join_code ?? room.room_id)),
    fieldOfCode: { ROOM_NOT_FOUND: "code" },
  });
  return (
    <Form onSubmit={form.submit} failures={form.failures} problem={form.problem}>
      <TextField
        {...form.text("code")}
        label={t("class.code.label")}
        hint={t("class.code.hint")}
        dir="ltr"
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
      />
      <div>
        <Button type="submit" look="primary" icon={<DoorOpen />} busy={form.busy}>
          {t("class.code.go")}
        </Button>
      </div>
    </Form>
  );
}

function InstantRoom() {
  const t = useClassText();
  const navigate = useNavigate();
  const form = useForm({
    initial: {},
    send: () => rooms.create({}),
    onDone: (room) => void navigate(classPath(room.join_code ?? room.room_id)),
  });
  return (
    <Form onSubmit={form.submit} problem={form.problem}>
      <div>
        <Button type="submit" icon={<Video />} busy={form.busy}>
          {t("class.instant.open")}
        </Button>
      </div>
    </Form>
  );
}
