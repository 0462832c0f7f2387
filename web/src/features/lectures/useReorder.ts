// Changing the order by dragging a handle, or with the arrow keys while the handle has the focus.
import { useState, type DragEvent, type KeyboardEvent } from "react";
import { moved } from "./order";

export function useReorder(ids: readonly string[], onReorder: (ids: string[]) => void) {
  const [dragged, setDragged] = useState<number | null>(null);
  const [over, setOver] = useState<number | null>(null);

  function move(from: number, to: number) {
    if (from !== to && to >= 0 && to < ids.length) onReorder(moved(ids, from, to));
  }

  function end() {
    setDragged(null);
    setOver(null);
  }

  return {
    dragged,
    over: over === dragged ? null : over,
    move,
    row: (index: number) => ({
      onDragOver: (event: DragEvent) => {
        if (dragged === null) return;
        event.preventDefault();
        setOver(index);
      },
      onDrop: (event: DragEvent) => {
        if (dragged === null) return;
        event.preventDefault();
        move(dragged, index);
        end();
      },
    }),
    handle: (index: number) => ({
      draggable: true,
      onDragStart: (event: DragEvent) => {
        event.dataTransfer.effectAllowed = "move";
        event.dataTransfer.setData("text/plain", ids[index] ?? "");
        setDragged(index);
      },
      onDragEnd: end,
      onKeyDown: (event: KeyboardEvent) => {
        if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
        event.preventDefault();
        move(index, event.key === "ArrowUp" ? index - 1 : index + 1);
      },
    }),
  };
}
