import { useLocale } from "../../i18n";
import { formatNumber } from "../../i18n/message";
import { SPEEDS } from "./core/speeds";
import { usePlayer, usePlayerState } from "./playerContext";
import { PlayerMenu } from "./PlayerMenu";

export function SpeedMenu() {
  const { t, locale, format } = useLocale();
  const player = usePlayer();
  const speed = usePlayerState((state) => state.speed);
  // Whole seconds, so that the menu is not drawn again four times a second.
  const secondsLeft = usePlayerState((state) => Math.round(Math.max(0, state.duration - state.position)));
  const times = (value: number) => `${formatNumber(value, locale)}×`;
  const left = t("player.timeLeft", { time: format.duration(secondsLeft / speed), speed: times(speed) });
  return (
    <PlayerMenu
      label={t("player.speed", { speed: times(speed) })}
      trigger={times(speed)}
      header={left}
      chosen={speed}
      onChoose={(value) => player.setSpeed(value)}
      choices={SPEEDS.map((value) => ({
        value,
        label: value === 1 ? t("player.speedNormal") : times(value),
        detail: format.duration(secondsLeft / value),
      }))}
    />
  );
}
