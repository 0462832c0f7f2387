import { useLocale } from "../../i18n";
import type { Rendition } from "./api";
import { levelForWish, type Level } from "./core/playerState";
import type { QualityWish } from "./core/preferences";
import { usePlayer, usePlayerState } from "./playerContext";
import { PlayerMenu, type Choice } from "./PlayerMenu";

export function QualityMenu({ renditions }: { renditions: readonly Rendition[] }) {
  const { t } = useLocale();
  const player = usePlayer();
  const levels = usePlayerState((state) => state.levels);
  const wish = usePlayerState((state) => state.quality);
  const shown = usePlayerState((state) => state.shownLevel);
  const sizeOf = useSizes(renditions);
  const sound = player.hasSound ? renditions.find(({ kind }) => kind === "audio") : undefined;
  // A lecture without picture, or a browser that chooses by itself: nothing to choose.
  if (!sound && !levels.some((level) => level.height > 0)) return null;

  const nameOf = (level: Level) => t("player.qualityLines", { lines: String(level.height) });
  const auto = shown ? t("player.qualityAutoNow", { quality: nameOf(shown) }) : t("player.qualityAuto");
  const descending = levels.toSorted((a, b) => b.height - a.height);
  const lowest = descending.at(-1);
  const choices: Choice<QualityWish>[] = [
    { value: "auto", label: auto },
    ...descending.map((level) => ({ value: level.height, label: nameOf(level), detail: sizeOf(level.name) })),
  ];
  if (lowest) choices.push({ value: "saver", label: t("player.dataSaver"), detail: sizeOf(lowest.name) });
  if (sound) choices.push({ value: "sound", label: t("player.soundOnly"), detail: sizeOf(sound.name) });

  const level = levelForWish(levels, wish);
  const chosen = typeof wish === "number" ? (level?.height ?? "auto") : wish;
  const picked = choices.find(({ value }) => value === chosen) ?? { value: "auto", label: auto };
  const short = chosen === "auto" && shown ? nameOf(shown) : picked.label;
  return (
    <PlayerMenu<QualityWish>
      label={t("player.quality", { quality: picked.label })}
      trigger={picked.label}
      shortTrigger={short}
      chosen={picked.value}
      onChoose={(value) => player.setQuality(value)}
      choices={choices}
    />
  );
}

/** What an hour of a rendition costs, in words. */
function useSizes(renditions: readonly Rendition[]): (name: string) => string | undefined {
  const { t, format } = useLocale();
  return (wanted) => {
    const rendition = renditions.find(({ name }) => name === wanted);
    return rendition && t("player.perHour", { size: format.bytes(rendition.mb_per_hour * 1e6) });
  };
}
