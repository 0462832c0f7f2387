// Listens for the player's keys on the whole page and carries out what they ask for.
import { useEffect, useRef, type RefObject } from "react";
import type { Player } from "./core/player";
import { commandFor, isTakenByControl, type Command } from "./core/shortcuts";
import { hiddenOrShown, resized, swapped, type Arrangement } from "./pictures";
import { usePlayer } from "./playerContext";

interface PageActions {
  toggleFullScreen(): void;
  toggleTheatre(): void;
  showHelp(): void;
  /** Nothing happens if there is but one picture. */
  arrange(change: (arrangement: Arrangement) => Arrangement): void;
}

export function useShortcuts(
  frame: RefObject<HTMLElement | null>,
  enabled: boolean,
  actions: PageActions,
): void {
  const player = usePlayer();
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });

  useEffect(() => {
    if (!enabled) return;
    const onKey = (event: KeyboardEvent) => {
      if (isTakenByControl(event.target, event.code)) return;
      const inside = event.target instanceof Node && frame.current?.contains(event.target) === true;
      const command = commandFor(event, inside);
      if (!command) return;
      event.preventDefault();
      carryOut(command, player, latest.current);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [player, frame, enabled]);
}

function carryOut(command: Command, player: Player, page: PageActions): void {
  switch (command.do) {
    case "togglePlay":
      return player.toggle();
    case "toggleMute":
      return player.toggleMute();
    case "toggleFullScreen":
      return page.toggleFullScreen();
    case "toggleTheatre":
      return page.toggleTheatre();
    case "togglePictureInPicture":
      return void player.togglePictureInPicture();
    case "swapPictures":
      return page.arrange(swapped);
    case "resizePicture":
      return page.arrange(resized);
    case "hidePicture":
      return page.arrange(hiddenOrShown);
    case "help":
      return page.showHelp();
    case "skip":
      return player.skip(command.seconds);
    case "volume":
      return player.setVolume(player.state.volume + command.change);
    case "speed":
      return player.stepSpeed(command.direction);
    case "frame":
      return player.stepFrame(command.direction);
    case "jump":
      return player.seek(player.state.duration * command.fraction);
  }
}
