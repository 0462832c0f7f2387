// Where a message is written: for everybody, for the hosts, or for one person.
import { SendHorizontal, X } from "lucide-react";
import { useRef, useState } from "react";
import type { ChatMessage } from "../../../api";
import { IconButton, Select, type Option } from "../../../ui";
import { useRoom } from "../classroomContext";
import { allowsChat } from "../core/rights";
import { inOrder, isStaff } from "../core/roomState";
import { useClassText } from "../texts";
import { useRequest } from "../useRequest";
import styles from "./Chat.module.css";
import type { Target } from "./chatTarget";

export interface Draft {
  text: string;
  target: Target;
}

const MOST_CHARACTERS = 5_000;

interface Props {
  draft: Draft;
  onDraft: (draft: Draft) => void;
  replyTo: ChatMessage | null;
  onReplyDone: () => void;
}

export function ChatComposer({ draft, onDraft, replyTo, onReplyDone }: Props) {
  const t = useClassText();
  const ask = useRequest();
  const allowed = useRoom(allowsChat);
  const targets = useTargets();
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  if (!allowed) return <p className={styles.closed}>{t("class.chat.closed")}</p>;

  // Whoever has left cannot be written to.
  const target = targets.some(({ value }) => value === draft.target) ? draft.target : "all";
  const send = async () => {
    const text = draft.text.trim();
    if (!text || busy) return;
    setBusy(true);
    const sent = await ask("chat-message", {
      text,
      ...(target !== "all" && { to: target }),
      ...(replyTo && { reply_to: replyTo.id }),
    });
    setBusy(false);
    field.current?.focus();
    if (!sent) return;
    onDraft({ target, text: "" });
    onReplyDone();
  };

  return (
    <form
      className={styles.composer}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {replyTo && (
        <p className={styles.replying}>
          <span>{t("class.chat.replyingTo", { name: replyTo.full_name })}</span>
          <IconButton size="small" label={t("class.chat.noReply")} onClick={onReplyDone}>
            <X />
          </IconButton>
        </p>
      )}
      {targets.length > 1 && (
        <Select
          aria-label={t("class.chat.to")}
          options={targets}
          value={target}
          onChange={(value) => onDraft({ ...draft, target: value })}
        />
      )}
      <div className={styles.write}>
        <textarea
          ref={field}
          className={styles.field}
          aria-label={t("class.chat.write")}
          placeholder={t("class.chat.write")}
          dir="auto"
          rows={1}
          maxLength={MOST_CHARACTERS}
          value={draft.text}
          onChange={(event) => onDraft({ target, text: event.target.value })}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
            event.preventDefault();
            void send();
          }}
        />
        <IconButton
          type="submit"
          look="primary"
          label={t("class.chat.send")}
          busy={busy}
          disabled={!draft.text.trim()}
        >
          <SendHorizontal className="flips" />
        </IconButton>
      </div>
    </form>
  );
}

function useTargets(): Option<Target>[] {
  const t = useClassText();
  const people = useRoom(({ people }) => people);
  const me = useRoom(({ me }) => me);
  const isPrivate = useRoom((room) => room.room.settings.private_chat || isStaff(room));
  const everyone = { value: "all", label: t("class.chat.everyone") };
  if (!isPrivate) return [everyone];
  const others = inOrder(people).filter(({ participant_id }) => participant_id !== me);
  return [
    everyone,
    { value: "hosts", label: t("class.chat.hosts") },
    ...others.map(({ participant_id, full_name }) => ({
      value: participant_id,
      label: t("class.chat.only", { name: full_name }),
    })),
  ];
}
