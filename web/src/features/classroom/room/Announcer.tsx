// Tells what happens in the class: aloud to those who cannot see it, in a message where it asks for something.
import { useEffect, useRef, useState } from "react";
import { useLocale } from "../../../i18n";
import { useToast } from "../../../ui";
import { useClassroom, useRoom } from "../classroomContext";
import type { Happening } from "../core/happenings";
import { isStaff } from "../core/roomState";
import type { PanelName } from "../panel/Panel";
import { useClassText, type ClassText } from "../texts";

interface Props {
  onShowPanel: (panel: PanelName) => void;
}

export function Announcer({ onShowPanel }: Props) {
  const classroom = useClassroom();
  const t = useClassText();
  const { locale } = useLocale();
  const toast = useToast();
  const staff = useRoom(isStaff);
  const [spoken, setSpoken] = useState("");
  const latest = useRef({ t, toast, staff, onShowPanel });
  useEffect(() => {
    latest.current = { t, toast, staff, onShowPanel };
  });

  useEffect(
    () =>
      classroom.onHappening((happening) => {
        const { t, toast, staff, onShowPanel } = latest.current;
        const text = sentenceFor(happening, t);
        if (!text) return;
        if (isUrgent(happening, staff)) toast({ text });
        else setSpoken(text);
        // A question is answered where it stands.
        if (happening.kind === "poll") onShowPanel("polls");
      }),
    [classroom],
  );

  return (
    <p className="visually-hidden" aria-live="polite" lang={locale}>
      {spoken}
    </p>
  );
}

function isUrgent({ kind }: Happening, staff: boolean): boolean {
  switch (kind) {
    case "knock":
    case "hand":
      return staff;
    case "role":
    case "moderated":
    case "poll":
    case "pollClosed":
    case "recording":
    case "recordingOver":
    case "recordingReady":
    case "recordingFailed":
    case "diskFull":
      return true;
    default:
      return false;
  }
}

function sentenceFor(happening: Happening, t: ClassText): string {
  switch (happening.kind) {
    case "joined":
    case "left":
    case "hand":
    case "sharing":
      return t(`class.news.${happening.kind}`, { name: happening.name });
    case "knock":
      return t("class.waiting.list", { count: happening.count });
    case "role":
      return t(`class.news.role.${happening.role}`);
    case "moderated":
      return t(`class.news.${happening.what}`, { name: happening.name });
    case "message":
      return t("class.news.message", { name: happening.message.full_name });
    default:
      return t(`class.news.${happening.kind}`);
  }
}
