// What is said in writing, oldest first; older messages are loaded on request.
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { Button } from "../../../ui";
import type { ChatMessage } from "../../../api";
import { useClassroom, useRoom } from "../classroomContext";
import { useClassText } from "../texts";
import { useAttempt } from "../useRequest";
import styles from "./Chat.module.css";
import { ChatComposer, type Draft } from "./ChatComposer";
import { Message } from "./Message";

interface Props {
  draft: Draft;
  onDraft: (draft: Draft) => void;
}

const NEAR_END = 48;

export function ChatPanel({ draft, onDraft }: Props) {
  const t = useClassText();
  const messages = useRoom(({ messages }) => messages);
  const [replyTo, setReplyTo] = useState<ChatMessage | null>(null);
  const list = useStickyEnd(messages.at(-1)?.id);
  return (
    <div className={styles.chat}>
      {/* Scrolled with the keyboard too. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div ref={list} className={styles.messages} role="log" aria-label={t("class.chat.log")} tabIndex={0}>
        <Earlier />
        {messages.length === 0 && <p className={styles.empty}>{t("class.chat.empty")}</p>}
        {messages.map((message, index) => (
          <Message
            key={message.id}
            message={message}
            follows={isFollowUp(messages[index - 1], message)}
            onReply={setReplyTo}
          />
        ))}
      </div>
      <ChatComposer draft={draft} onDraft={onDraft} replyTo={replyTo} onReplyDone={() => setReplyTo(null)} />
    </div>
  );
}

/** Several messages of one person in a row need their name only once. */
function isFollowUp(before: ChatMessage | undefined, message: ChatMessage): boolean {
  return (
    before !== undefined &&
    before.user_id === message.user_id &&
    before.scope === message.scope &&
    before.to === message.to &&
    message.reply_to === null &&
    Date.parse(message.sent_at) - Date.parse(before.sent_at) < 180_000
  );
}

function Earlier() {
  const t = useClassText();
  const classroom = useClassroom();
  const attempt = useAttempt();
  const hasEarlier = useRoom(({ hasEarlierMessages }) => hasEarlierMessages);
  const [busy, setBusy] = useState(false);
  if (!hasEarlier) return null;
  const load = async () => {
    setBusy(true);
    await attempt(() => classroom.loadEarlier());
    setBusy(false);
  };
  return (
    <Button size="small" look="quiet" busy={busy} onClick={() => void load()}>
      {t("class.chat.earlier")}
    </Button>
  );
}

/** Keeps the newest message in view for those who are at the end already. */
function useStickyEnd(newest: string | undefined) {
  const list = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);

  useEffect(() => {
    const element = list.current;
    if (!element) return;
    const read = () => {
      atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END;
    };
    element.addEventListener("scroll", read, { passive: true });
    return () => element.removeEventListener("scroll", read);
  }, []);

  useLayoutEffect(() => {
    const element = list.current;
    if (element && atEnd.current) element.scrollTop = element.scrollHeight;
  }, [newest]);

  return list;
}
