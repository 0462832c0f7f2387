// The last look in the mirror. Nothing is switched on, and nothing asked for, before the person wants it.
import { DoorOpen, Mic, MicOff, Video, VideoOff } from "lucide-react";
import { useEffect, useMemo, useState } from "react";
import type { Room } from "../../../api";
import { useUser } from "../../../app/session";
import { Avatar, Button, classes, TextField } from "../../../ui";
import { useStore } from "../classroomContext";
import type { LocalMedia } from "../core/localMedia";
import { loadPreferences, savePreferences } from "../core/preferences";
import { DeviceFields } from "../devices/DeviceFields";
import { DeviceProblem } from "../devices/DeviceProblem";
import { LevelMeter } from "../devices/LevelMeter";
import { TrackVideo } from "../stage/TrackVideo";
import { useClassText } from "../texts";
import styles from "./Door.module.css";
import { isGranted } from "./isGranted";

interface Props {
  room: Room;
  local: LocalMedia;
  /** `name` is what one is called in the class; empty for the name of the account. */
  onJoin: (name: string) => void;
}

export function PreJoin({ room, local, onJoin }: Props) {
  const t = useClassText();
  const user = useUser();
  const { mic, camera, tracks, devices } = useStore(local.store, (state) => state);
  const [busy, setBusy] = useState(false);
  const [name, setName] = useState(() => loadPreferences().displayName || user.full_name);
  useLastChoice(local);

  const join = () => {
    setBusy(true);
    const displayName = name.trim() === user.full_name ? "" : name.trim();
    savePreferences({ mic: mic.is === "on", camera: camera.is === "on", displayName });
    onJoin(displayName);
  };
  return (
    <div className={styles.door}>
      <title>{room.name}</title>
      <Mirror local={local} name={name.trim() || user.full_name} />
      <section className={styles.side}>
        <header className={styles.heading}>
          <h1 className={styles.title}>
            <bdi>{room.name}</bdi>
          </h1>
          <p className={styles.inside}>{t("class.inside", { count: room.participant_count })}</p>
        </header>
        <TextField
          label={t("class.door.name")}
          value={name}
          maxLength={64}
          autoComplete="name"
          dir="auto"
          onChange={(event) => setName(event.target.value)}
        />
        {mic.is === "failed" && <DeviceProblem source="mic" problem={mic.problem} />}
        {camera.is === "failed" && <DeviceProblem source="camera" problem={camera.problem} />}
        {tracks.mic && (
          <div className={styles.hearing}>
            <span>{t("class.door.speak")}</span>
            <LevelMeter track={tracks.mic} />
          </div>
        )}
        {devices.mics.length + devices.cameras.length > 0 && (
          <details className={styles.devices}>
            <summary>{t("class.device.choose")}</summary>
            <div className={styles.fields}>
              <DeviceFields local={local} />
            </div>
          </details>
        )}
        <Button look="primary" wide icon={<DoorOpen />} busy={busy} onClick={join}>
          {t("class.door.join")}
        </Button>
        <p className={styles.hint}>{t(hintFor(mic.is === "on", camera.is === "on"))}</p>
      </section>
    </div>
  );
}

function hintFor(mic: boolean, camera: boolean) {
  if (mic && camera) return "class.door.both";
  if (mic) return "class.door.heard";
  return camera ? "class.door.seen" : "class.door.quiet";
}

function Mirror({ local, name }: { local: LocalMedia; name: string }) {
  const t = useClassText();
  const { mic, camera, tracks } = useStore(local.store, (state) => state);
  const stream = useMemo(() => (tracks.camera ? new MediaStream([tracks.camera]) : null), [tracks.camera]);
  return (
    <div className={styles.mirror}>
      {stream ? <TrackVideo stream={stream} fit="cover" mirrored /> : <Avatar name={name} />}
      <div className={styles.switches}>
        <Button
          className={classes(styles.switch, mic.is !== "on" && styles.off)}
          icon={mic.is === "on" ? <Mic /> : <MicOff />}
          busy={mic.is === "starting"}
          onClick={() => void local.setMic(mic.is !== "on")}
        >
          {t(mic.is === "on" ? "class.door.micOn" : "class.door.micOff")}
        </Button>
        <Button
          className={classes(styles.switch, camera.is !== "on" && styles.off)}
          icon={camera.is === "on" ? <Video /> : <VideoOff />}
          busy={camera.is === "starting"}
          onClick={() => void local.setCamera(camera.is !== "on")}
        >
          {t(camera.is === "on" ? "class.door.cameraOn" : "class.door.cameraOff")}
        </Button>
      </div>
    </div>
  );
}

/** Who came with camera or microphone last time, and need not be asked again, comes with it this time. */
function useLastChoice(local: LocalMedia): void {
  useEffect(() => {
    const { mic, camera } = loadPreferences();
    const start = async () => {
      if (mic && (await isGranted("microphone"))) await local.setMic(true);
      if (camera && (await isGranted("camera"))) await local.setCamera(true);
    };
    void start();
  }, [local]);
}
