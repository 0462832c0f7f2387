// Into a class by its code; whoever may teach can open a room on the spot.
import { ClassTexts } from "../features/classroom/ClassTexts";
import { JoinByCode } from "../features/classroom/entry/JoinByCode";

export function Component() {
  return (
    <ClassTexts>
      <JoinByCode />
    </ClassTexts>
  );
}
