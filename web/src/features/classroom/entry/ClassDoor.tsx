// Looks the class up before anybody knocks, and says what stands in the way.
import { useQuery } from "@tanstack/react-query";
import { isApiError, rooms } from "../../../api";
import { Loaded } from "../../../ui";
import { DoorFrame } from "./DoorFrame";
import { ClassEntry } from "./ClassEntry";
import { Gone } from "./Gone";

export function ClassDoor({ name }: { name: string }) {
  const query = useQuery({
    queryKey: ["room", name],
    queryFn: () => rooms.get(name),
    // What happens later is told by the class itself.
    staleTime: Infinity,
    gcTime: 0,
  });
  if (query.data && query.data.state !== "closed") return <ClassEntry room={query.data} name={name} />;
  return (
    <DoorFrame>
      {isApiError(query.error, "ROOM_NOT_FOUND") ? (
        <Gone out={{ why: "refused", refusal: "ROOM_NOT_FOUND" }} />
      ) : (
        <Loaded query={query}>
          {(room) => <Gone room={room} out={{ why: "refused", refusal: "ROOM_CLOSED" }} />}
        </Loaded>
      )}
    </DoorFrame>
  );
}
