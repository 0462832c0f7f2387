import { useLocale } from "../../i18n";
import type { Rendition } from "./api";
import { levelForWish, type Level } from "./core/playerState";
import type { QualityWish } from "./core/preferences";
import { usePlayer, usePlayerState } from "./playerContext";
import { PlayerMenu, type Choice } from "./PlayerMenu";

export function QualityMenu({ renditions }: { renditions: readonly Rendition[] }) {
  const { t, format } = useLocale();
  const player = usePlayer();
  const levels = usePlayerState((state) => state.levels);
  const wish = usePlayerState((state) => state.quality);
  const shown = usePlayerState((state) => state.shownLevel);
  // Sound alone, or a browser that chooses by itself: nothing to choose.
  if (!levels.some((level) => level.height > 0)) return null;

  const nameOf = (level: Level) => t("player.qualityLines", { lines: String(level.height) });
  const auto = shown ? t("player.qualityAutoNow", { quality: nameOf(shown) }) : t("player.qualityAuto");
  const chosen = levelForWish(levels, wish);
  const choices: Choice<QualityWish>[] = [
    { value: "auto", label: auto },
    ...levels
      .toSorted((a, b) => b.height - a.height)
      .map((level) => ({ value: level.height, label: nameOf(level), detail: sizeOf(level) })),
  ];

  function sizeOf(level: Level): string | undefined {
    const rendition = renditions.find(({ name }) => name === level.name);
    return rendition && t("player.perHour", { size: format.bytes(rendition.mb_per_hour * 1e6) });
  }

  const current = chosen ? nameOf(chosen) : auto;
  return (
    <PlayerMenu<QualityWish>
      label={t("player.quality", { quality: current })}
      trigger={current}
      shortTrigger={chosen ? nameOf(chosen) : shown ? nameOf(shown) : auto}
      chosen={chosen ? chosen.height : "auto"}
      onChoose={(value) => player.setQuality(value)}
      choices={choices}
    />
  );
}
