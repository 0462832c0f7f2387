// How an encoder such as OBS gets into the class: an address for all, and a key for each. The server keeps no copy of
// a key; it is shown once.
import { useQuery } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { useState } from "react";
import { rooms, type MadeStreamKey, type StreamKey } from "../../../api";
import { useAction } from "../../../app/useAction";
import {
  Button,
  ConfirmDialog,
  CopyField,
  Dialog,
  Form,
  Loaded,
  Notice,
  TextField,
  useForm,
} from "../../../ui";
import { useRoom } from "../classroomContext";
import { useClassText } from "../texts";
import styles from "./Dialogs.module.css";
import { StreamKeyRow } from "./StreamKeyRow";

// Whether an encoder is there is known only by asking.
const EVERY_MS = 5_000;

/** Neither can be undone, and an encoder may be sending. */
interface Asked {
  key: StreamKey;
  what: "replace" | "revoke";
}

export function EncoderDialog({ onClose }: { onClose: () => void }) {
  const t = useClassText();
  const run = useAction();
  const room = useRoom(({ room }) => room.room_id);
  const [made, setMade] = useState<MadeStreamKey | null>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const queryKey = ["rooms", room, "stream-keys"];
  const query = useQuery({
    queryKey,
    queryFn: () => rooms.streamKeys(room),
    refetchInterval: EVERY_MS,
  });
  const act = (work: () => Promise<unknown>) => void run({ work, refresh: [queryKey] });

  function revoke({ key_id }: StreamKey) {
    if (made?.key_id === key_id) setMade(null);
    act(() => rooms.revokeStreamKey(room, key_id));
  }
  function replace(key: StreamKey) {
    act(async () => {
      setMade(await rooms.makeStreamKey(room, { name: key.name }));
      await rooms.revokeStreamKey(room, key.key_id);
    });
  }
  function confirm({ key, what }: Asked) {
    setAsked(null);
    if (what === "revoke") revoke(key);
    else replace(key);
  }

  return (
    <Dialog title={t("class.encoder.title")} onClose={onClose}>
      <p>{t("class.encoder.text")}</p>
      <Loaded query={query}>
        {({ whip_url, stream_keys }) => (
          <>
            <CopyField label={t("class.encoder.address")} value={whip_url} />
            {made && (
              <>
                <CopyField label={t("class.encoder.key", { name: made.name })} value={made.stream_key} />
                <Notice tone="warning">{t("class.encoder.once")}</Notice>
              </>
            )}
            {stream_keys.length > 0 && (
              <ul className={styles.keys}>
                {stream_keys.map((key) => (
                  <StreamKeyRow
                    key={key.key_id}
                    streamKey={key}
                    onReplace={() => setAsked({ key, what: "replace" })}
                    onRevoke={() => setAsked({ key, what: "revoke" })}
                  />
                ))}
              </ul>
            )}
            <NewKey
              room={room}
              onMade={(key) => {
                setMade(key);
                void query.refetch();
              }}
            />
          </>
        )}
      </Loaded>
      {asked && (
        <ConfirmDialog
          title={t(`class.encoder.${asked.what}This`, { name: asked.key.name })}
          action={t(`class.encoder.${asked.what}`)}
          onConfirm={() => confirm(asked)}
          onClose={() => setAsked(null)}
        >
          <p>{t(`class.encoder.${asked.what}Text`)}</p>
        </ConfirmDialog>
      )}
    </Dialog>
  );
}

function NewKey({ room, onMade }: { room: string; onMade: (key: MadeStreamKey) => void }) {
  const t = useClassText();
  const form = useForm<{ name: string }, MadeStreamKey>({
    initial: { name: "OBS" },
    check: ({ name }) => ({ name: name.trim() ? undefined : t("form.required") }),
    send: ({ name }) => rooms.makeStreamKey(room, { name }),
    onDone: onMade,
  });
  return (
    <Form onSubmit={form.submit} failures={form.failures} problem={form.problem}>
      <TextField
        {...form.text("name")}
        label={t("class.encoder.name")}
        hint={t("class.encoder.nameHint")}
        maxLength={64}
      />
      <div>
        <Button type="submit" icon={<KeyRound />} busy={form.busy}>
          {t("class.encoder.make")}
        </Button>
      </div>
    </Form>
  );
}
