// Listens for the keys of the class on the whole page.
import { useEffect, useRef } from "react";
import type { Classroom } from "../core/classroom";
import { commandFor, isTyping, type ClassCommand } from "../core/shortcuts";
import type { PanelName } from "../panel/Panel";

interface PageActions {
  togglePanel(panel: PanelName): void;
  showHelp(): void;
  toggleStage(): void;
}

export function useClassKeys(classroom: Classroom, enabled: boolean, actions: PageActions): void {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });

  useEffect(() => {
    if (!enabled) return;
    const onKey = (event: KeyboardEvent) => {
      if (isTyping(event.target)) return;
      const command = commandFor(event);
      if (!command) return;
      event.preventDefault();
      carryOut(command, classroom, latest.current);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [classroom, enabled]);
}

function carryOut(command: ClassCommand, classroom: Classroom, page: PageActions): void {
  const { local } = classroom;
  const { mic, camera, screen } = local.store.state;
  const room = classroom.store.state.room;
  const may = room?.permissions;
  switch (command) {
    case "mic":
      return void (may?.mic && local.setMic(mic.is !== "on"));
    case "camera":
      return void (may?.camera && local.setCamera(camera.is !== "on"));
    case "screen":
      if (screen.is === "on") return local.stopScreen();
      return void (may?.screen && local.canShareScreen && local.shareScreen("detail"));
    case "hand":
      return void classroom
        .ask("hand-raise", { raised: !room?.hands.includes(room.me) })
        .catch(() => undefined);
    case "help":
      return page.showHelp();
    case "layout":
      return page.toggleStage();
    default:
      return page.togglePanel(command);
  }
}
