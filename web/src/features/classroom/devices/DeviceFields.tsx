// Which microphone, camera and loudspeaker. Their names are only known once one of them may be used.
import { Checkbox, SelectField } from "../../../ui";
import type { Device, LocalMedia } from "../core/localMedia";
import { useStore } from "../classroomContext";
import { useClassText } from "../texts";

export function DeviceFields({ local }: { local: LocalMedia }) {
  const t = useClassText();
  const state = useStore(local.store, (state) => state);
  const { mics, cameras, speakers } = state.devices;
  const optionsOf = (devices: readonly Device[]) => [
    { value: "", label: t("class.device.default") },
    ...devices.map(({ id, name }, index) => ({
      value: id,
      label: name || t("class.device.number", { number: index + 1 }),
    })),
  ];
  const valueOf = (devices: readonly Device[], id: string) =>
    devices.some((device) => device.id === id) ? id : "";
  return (
    <>
      <SelectField
        label={t("class.device.mic")}
        options={optionsOf(mics)}
        value={valueOf(mics, state.micId)}
        onChange={(id) => void local.chooseDevice("mic", id)}
      />
      <SelectField
        label={t("class.device.camera")}
        options={optionsOf(cameras)}
        value={valueOf(cameras, state.cameraId)}
        onChange={(id) => void local.chooseDevice("camera", id)}
      />
      {state.canBlur && (
        <Checkbox
          label={t("class.device.blur")}
          checked={state.blur}
          onChange={(event) => local.setBlur(event.target.checked)}
        />
      )}
      {speakers.length > 0 && (
        <SelectField
          label={t("class.device.speaker")}
          options={optionsOf(speakers)}
          value={valueOf(speakers, state.speakerId)}
          onChange={(id) => local.chooseSpeaker(id)}
        />
      )}
    </>
  );
}
