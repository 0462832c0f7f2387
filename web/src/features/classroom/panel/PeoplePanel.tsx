// Who is here, who waits at the door, and who wants to speak, in order.
import { Hand, MicOff, ScreenShare, Video, VolumeX } from "lucide-react";
import { useLocale } from "../../../i18n";
import type { Participant } from "../../../api";
import { Avatar, Badge, Button, useNow } from "../../../ui";
import { useMedia, useRoom } from "../classroomContext";
import { qualityNamed } from "../core/quality";
import { inOrder, isStaff } from "../core/roomState";
import { SignalIcon } from "../room/SignalIcon";
import { useClassText } from "../texts";
import { useRequest } from "../useRequest";
import { ModerationMenu } from "./ModerationMenu";
import styles from "./Panel.module.css";

export function PeoplePanel() {
  const t = useClassText();
  const people = useRoom(({ people }) => people);
  const staff = useRoom(isStaff);
  const ask = useRequest();
  const all = inOrder(people);
  return (
    <div className={`${styles.scroll} ${styles.stack}`}>
      {staff && <WaitingPeople />}
      <HandQueue />
      <section className={styles.group}>
        <div className={styles.groupHead}>
          <h3 className={styles.groupTitle}>{t("class.inside", { count: all.length })}</h3>
          {staff && (
            <Button size="small" icon={<VolumeX />} onClick={() => void ask("mute-all", {})}>
              {t("class.people.muteAll")}
            </Button>
          )}
        </div>
        <ul className={styles.list}>
          {all.map((person) => (
            <Person key={person.participant_id} person={person} />
          ))}
        </ul>
      </section>
    </div>
  );
}

function Person({ person }: { person: Participant }) {
  const t = useClassText();
  const isOwn = useRoom(({ me }) => me === person.participant_id);
  const { participant_id, full_name, room_role, presence, email } = person;
  const staff = useRoom(isStaff);
  const measured = useMedia(({ network }) => network[participant_id] ?? null);
  const quality = staff && !isOwn ? (measured ?? qualityNamed(person.connection_quality)) : null;
  return (
    <li className={styles.row} data-participant={participant_id}>
      <Avatar name={full_name} />
      <div className={styles.who}>
        <bdi>{isOwn ? t("class.people.self", { name: full_name }) : full_name}</bdi>
        {presence === "reconnecting" ? (
          <small>{t("class.tile.reconnecting")}</small>
        ) : (
          email && <small dir="ltr">{email}</small>
        )}
      </div>
      {room_role !== "participant" && (
        <Badge tone={room_role === "host" ? "accent" : "info"}>{t(`class.role.${room_role}`)}</Badge>
      )}
      <span className={styles.marks}>
        {quality && (
          <SignalIcon quality={quality} label={t(`class.network.${quality}`, { name: full_name })} />
        )}
        {person.hand_raised_at && (
          <Hand className={styles.raised} role="img" aria-label={t("class.tile.hand")} />
        )}
        {person.screen && <ScreenShare role="img" aria-label={t("class.people.shares")} />}
        {person.video && <Video role="img" aria-label={t("class.people.hasVideo")} />}
        {!person.audio && <MicOff role="img" aria-label={t("class.tile.muted")} />}
      </span>
      <ModerationMenu person={person} />
    </li>
  );
}

function WaitingPeople() {
  const t = useClassText();
  const waiting = useRoom(({ waiting }) => waiting);
  const ask = useRequest();
  if (waiting.length === 0) return null;
  return (
    <section className={styles.group}>
      <div className={styles.groupHead}>
        <h3 className={styles.groupTitle}>{t("class.waiting.list", { count: waiting.length })}</h3>
        {waiting.length > 1 && (
          <Button size="small" onClick={() => void ask("admit-participant", { all: true })}>
            {t("class.waiting.admitAll")}
          </Button>
        )}
      </div>
      <ul className={styles.list}>
        {waiting.map(({ participant_id, full_name }) => (
          <li key={participant_id} className={styles.row}>
            <Avatar name={full_name} />
            <div className={styles.who}>
              <bdi>{full_name}</bdi>
            </div>
            <Button
              size="small"
              look="primary"
              aria-label={t("class.waiting.admitName", { name: full_name })}
              onClick={() => void ask("admit-participant", { participant_id })}
            >
              {t("class.waiting.admit")}
            </Button>
            <Button
              size="small"
              look="quiet"
              aria-label={t("class.waiting.denyName", { name: full_name })}
              onClick={() => void ask("deny-participant", { participant_id })}
            >
              {t("class.waiting.deny")}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function HandQueue() {
  const t = useClassText();
  const { format } = useLocale();
  const hands = useRoom(({ hands }) => hands);
  const people = useRoom(({ people }) => people);
  const ahead = useRoom(({ clockAhead }) => clockAhead);
  const staff = useRoom(isStaff);
  const ask = useRequest();
  const now = useNow(10_000);
  const raised = hands.flatMap((id) => people[id] ?? []);
  if (raised.length === 0) return null;
  const waited = (since: string) => (now + ahead - Date.parse(since)) / 1_000;
  return (
    <section className={styles.group}>
      <div className={styles.groupHead}>
        <h3 className={styles.groupTitle}>{t("class.hands.title", { count: raised.length })}</h3>
        {staff && (
          <Button size="small" onClick={() => void ask("hand-lower", { all: true })}>
            {t("class.hands.lowerAll")}
          </Button>
        )}
      </div>
      <ol className={styles.list}>
        {raised.map(({ participant_id, full_name, hand_raised_at }, index) => (
          <li key={participant_id} className={styles.row}>
            <Badge tone="progress">{format.number(index + 1)}</Badge>
            <div className={styles.who}>
              <bdi>{full_name}</bdi>
              {hand_raised_at && (
                <small>{t("class.hands.since", { time: format.duration(waited(hand_raised_at)) })}</small>
              )}
            </div>
            {staff && (
              <Button
                size="small"
                aria-label={t("class.hands.lowerName", { name: full_name })}
                onClick={() => void ask("hand-lower", { participant_id })}
              >
                {t("class.hands.lower")}
              </Button>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
