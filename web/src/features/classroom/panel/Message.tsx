// One message: who, when, for whom, what, and what can be done about it.
import { Ellipsis, Pencil, Reply, Trash2 } from "lucide-react";
import { useState } from "react";
import type { ChatMessage } from "../../../api";
import { useUser } from "../../../app/session";
import { useLocale } from "../../../i18n";
import { Badge, Button, classes, Menu, TextArea, type MenuItem, useNow } from "../../../ui";
import { useRoom } from "../classroomContext";
import { isCorrectable } from "../core/chatLog";
import { piecesOf } from "../core/links";
import { allowsChat } from "../core/rights";
import { isStaff } from "../core/roomState";
import { useClassText } from "../texts";
import { useRequest } from "../useRequest";
import styles from "./Chat.module.css";

interface Props {
  message: ChatMessage;
  follows: boolean;
  onReply: (message: ChatMessage) => void;
}

export function Message({ message, follows, onReply }: Props) {
  const t = useClassText();
  const { format } = useLocale();
  const user = useUser();
  const [editing, setEditing] = useState(false);
  const items = useItems(message, () => setEditing(true), onReply);
  const quoted = useRoom(({ messages }) => messages.find(({ id }) => id === message.reply_to));
  const audience = useAudience(message);
  const isOwn = message.user_id === user.user_id;
  return (
    <article className={classes(styles.message, follows && styles.follows, isOwn && styles.own)}>
      {!follows && (
        <header className={styles.messageHead}>
          <bdi className={styles.author}>{isOwn ? t("class.you") : message.full_name}</bdi>
          <time dateTime={message.sent_at}>{format.timeOfDay(message.sent_at)}</time>
          {message.scope !== "all" && <Badge tone="warning">{audience}</Badge>}
        </header>
      )}
      {quoted && (
        <blockquote className={styles.quote} dir="auto">
          {quoted.full_name}: {quoted.text.slice(0, 120)}
        </blockquote>
      )}
      {editing ? (
        <Correction message={message} onDone={() => setEditing(false)} />
      ) : (
        <p className={styles.text} dir="auto">
          {piecesOf(message.text).map(({ text, href }, index) =>
            href ? (
              <a key={index} href={href} target="_blank" rel="noopener noreferrer nofollow">
                {text}
              </a>
            ) : (
              <span key={index}>{text}</span>
            ),
          )}
          {message.edited_at && <small className={styles.edited}> {t("class.chat.edited")}</small>}
        </p>
      )}
      {items.length > 0 && !editing && (
        <div className={styles.messageMenu}>
          <Menu
            label={t("class.chat.actions", { name: message.full_name })}
            trigger={<Ellipsis />}
            items={items}
          />
        </div>
      )}
    </article>
  );
}

function useAudience({ scope, to, user_id }: ChatMessage): string {
  const t = useClassText();
  const user = useUser();
  const recipient = useRoom(({ people }) => (to ? people[to]?.full_name : undefined));
  if (scope === "hosts") return t("class.chat.toHosts");
  return user_id === user.user_id && recipient
    ? t("class.chat.privateTo", { name: recipient })
    : t("class.chat.private");
}

function useItems(
  message: ChatMessage,
  onEdit: () => void,
  onReply: (message: ChatMessage) => void,
): MenuItem[] {
  const t = useClassText();
  const ask = useRequest();
  const user = useUser();
  const staff = useRoom(isStaff);
  const mayWrite = useRoom(allowsChat);
  const now = useNow(30_000);
  const correctable = isCorrectable(message, user.user_id, now);
  const items: (MenuItem | false)[] = [
    mayWrite && { label: t("class.chat.reply"), icon: <Reply />, onSelect: () => onReply(message) },
    correctable && { label: t("action.edit"), icon: <Pencil />, onSelect: onEdit },
    (staff || correctable) && {
      label: t("action.delete"),
      icon: <Trash2 />,
      danger: true,
      onSelect: () => void ask("chat-delete", { message_id: message.id }),
    },
  ];
  return items.filter((item) => item !== false);
}

function Correction({ message, onDone }: { message: ChatMessage; onDone: () => void }) {
  const t = useClassText();
  const ask = useRequest();
  const [text, setText] = useState(message.text);
  const save = async () => {
    if (await ask("chat-edit", { message_id: message.id, text: text.trim() })) onDone();
  };
  return (
    <form
      className={styles.correction}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextArea
        label={t("class.chat.correct")}
        value={text}
        maxLength={5_000}
        rows={2}
        onChange={(event) => setText(event.target.value)}
      />
      <div className={styles.correctionActions}>
        <Button size="small" look="quiet" onClick={onDone}>
          {t("action.cancel")}
        </Button>
        <Button size="small" look="primary" type="submit" disabled={!text.trim()}>
          {t("action.save")}
        </Button>
      </div>
    </form>
  );
}
