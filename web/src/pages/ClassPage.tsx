// One class, from its door to its end.
import { useParams } from "react-router";
import { ClassTexts } from "../features/classroom/ClassTexts";
import { ClassDoor } from "../features/classroom/entry/ClassDoor";

export function Component() {
  const { room = "" } = useParams();
  return (
    <ClassTexts>
      <ClassDoor key={room} name={room} />
    </ClassTexts>
  );
}
