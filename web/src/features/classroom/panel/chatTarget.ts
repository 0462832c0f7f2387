// Whom the next message is for, chosen in the chat or beside a person's name.
import { createContext, useContext } from "react";

/** "all", "hosts", or a participant id. */
export type Target = string;

/** Opens the chat with a private message to that person. */
export type WriteTo = (participantId: string) => void;

export const ChatTargetContext = createContext<WriteTo>(() => undefined);

export function useChatTarget(): WriteTo {
  return useContext(ChatTargetContext);
}
