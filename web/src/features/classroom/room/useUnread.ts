// How many messages came while nobody looked.
import { useState } from "react";
import { useRoom } from "../classroomContext";

export function useUnread(isReading: boolean): number {
  const messages = useRoom(({ messages }) => messages);
  const me = useRoom(({ me }) => me);
  const newest = messages.at(-1)?.id ?? "";
  const [read, setRead] = useState(newest);
  if (isReading && read !== newest) setRead(newest);
  if (isReading) return 0;
  return messages.filter(({ id, participant_id }) => id > read && participant_id !== me).length;
}
