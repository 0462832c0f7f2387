// Microphone, camera and screen.
import { Mic, MicOff, ScreenShare, ScreenShareOff, Video, VideoOff } from "lucide-react";
import { Menu } from "../../../ui";
import { useClassroom, useLocal, useRoom } from "../classroomContext";
import type { SourceState } from "../core/localMedia";
import { useClassText } from "../texts";
import { BarButton } from "./BarButton";
import styles from "./Bar.module.css";

function lookOf({ is }: SourceState) {
  return is === "on" ? "plain" : "off";
}

export function MicButton() {
  const t = useClassText();
  const { local } = useClassroom();
  const state = useLocal(({ mic }) => mic);
  const allowed = useRoom(({ permissions }) => permissions.mic);
  const isOn = state.is === "on";
  const label = !allowed ? "class.mic.forbidden" : isOn ? "class.mic.off" : "class.mic.on";
  return (
    <BarButton
      icon={isOn ? <Mic /> : <MicOff />}
      label={t(label)}
      word={t("class.mic")}
      look={lookOf(state)}
      keyHint="M"
      aria-busy={state.is === "starting" || undefined}
      disabled={!allowed}
      onClick={() => void local.setMic(!isOn)}
    />
  );
}

export function CameraButton() {
  const t = useClassText();
  const { local } = useClassroom();
  const state = useLocal(({ camera }) => camera);
  const allowed = useRoom(({ permissions }) => permissions.camera);
  const isOn = state.is === "on";
  const label = !allowed ? "class.camera.forbidden" : isOn ? "class.camera.off" : "class.camera.on";
  return (
    <BarButton
      icon={isOn ? <Video /> : <VideoOff />}
      label={t(label)}
      word={t("class.camera")}
      look={lookOf(state)}
      keyHint="V"
      aria-busy={state.is === "starting" || undefined}
      disabled={!allowed}
      onClick={() => void local.setCamera(!isOn)}
    />
  );
}

/** Two ways to share: letters stay sharp, or motion stays smooth. */
export function ScreenButton() {
  const t = useClassText();
  const { local } = useClassroom();
  const state = useLocal(({ screen }) => screen);
  const allowed = useRoom(({ permissions }) => permissions.screen);
  if (!local.canShareScreen || !allowed) return null;
  if (state.is === "on")
    return (
      <BarButton
        icon={<ScreenShareOff />}
        label={t("class.screen.stop")}
        word={t("class.screen.stopWord")}
        look="active"
        keyHint="S"
        onClick={() => local.stopScreen()}
      />
    );
  return (
    <div className={styles.menu}>
      <Menu
        above
        label={t("class.screen.share")}
        trigger={
          <>
            <ScreenShare />
            <span className={styles.word} aria-hidden>
              {t("class.screen")}
            </span>
          </>
        }
        items={[
          { label: t("class.screen.detail"), onSelect: () => void local.shareScreen("detail") },
          { label: t("class.screen.motion"), onSelect: () => void local.shareScreen("motion") },
        ]}
      />
    </div>
  );
}
