// The player of the page, for the parts of its view.
import { createContext, useContext, useSyncExternalStore } from "react";
import type { Player } from "./core/player";
import type { PlayerState } from "./core/playerState";

export const PlayerContext = createContext<Player | null>(null);

export function usePlayer(): Player {
  const player = useContext(PlayerContext);
  if (!player) throw new Error("usePlayer is used outside LecturePlayer");
  return player;
}

/** One part of the state; the component draws again only when that part changes. */
export function usePlayerState<Part>(select: (state: PlayerState) => Part): Part {
  const player = usePlayer();
  return useSyncExternalStore(player.subscribe, () => select(player.getState()));
}
