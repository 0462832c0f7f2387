// The class of the page, for the parts of its view.
import { createContext, useContext, useSyncExternalStore } from "react";
import type { Classroom } from "./core/classroom";
import type { ClassState } from "./core/classState";
import type { LocalState } from "./core/localMedia";
import type { Link } from "./core/link";
import type { MediaState } from "./core/mediaLink";
import type { RoomState } from "./core/roomState";
import type { Store } from "./core/store";

export const ClassroomContext = createContext<Classroom | null>(null);

export function useClassroom(): Classroom {
  const classroom = useContext(ClassroomContext);
  if (!classroom) throw new Error("useClassroom is used outside a class");
  return classroom;
}

/** One part of a store; the component draws again only when that part changes. */
export function useStore<State, Part>(store: Store<State>, select: (state: State) => Part): Part {
  return useSyncExternalStore(store.subscribe, () => select(store.getState()));
}

export function useClass<Part>(select: (state: ClassState) => Part): Part {
  return useStore(useClassroom().store, select);
}

/** A part of what is known of the room, in components that are only shown inside. */
export function useRoom<Part>(select: (room: RoomState) => Part): Part {
  return useClass(({ room }) => {
    if (!room) throw new Error("useRoom is used outside the room");
    return select(room);
  });
}

export function useLocal<Part>(select: (state: LocalState) => Part): Part {
  return useStore(useClassroom().local.store, select);
}

/** What comes from the others, whichever way it takes. */
export function useMedia<Part>(select: (state: MediaState) => Part): Part {
  return useStore(useClassroom().media.store, select);
}

export function useLink(): Link {
  return useStore(useClassroom().connection.link, (link) => link);
}
