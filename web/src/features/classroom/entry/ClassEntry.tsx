// From the door through the waiting room into the class, and out again.
import { useEffect, useState } from "react";
import type { Room } from "../../../api";
import { ClassroomContext, useStore } from "../classroomContext";
import { Classroom } from "../core/classroom";
import { LocalMedia } from "../core/localMedia";
import { ClassView } from "../room/ClassView";
import { DoorFrame } from "./DoorFrame";
import { Gone } from "./Gone";
import { PreJoin } from "./PreJoin";
import { Entering, Waiting } from "./Waiting";

export function ClassEntry({ room, name }: { room: Room; name: string }) {
  const [visit, setVisit] = useState(0);
  return <Visit key={visit} room={room} name={name} onAgain={() => setVisit(visit + 1)} />;
}

interface VisitProps {
  room: Room;
  name: string;
  onAgain: () => void;
}

function Visit({ room, name, onAgain }: VisitProps) {
  const [local] = useState(() => new LocalMedia());
  const [classroom, setClassroom] = useState<Classroom | null>(null);

  // Whatever way one takes from this page, devices and connection are let go.
  useEffect(() => local.open(), [local]);
  useEffect(() => {
    if (!classroom) return;
    classroom.enter();
    return () => classroom.destroy();
  }, [classroom]);

  const enter = (displayName: string) => setClassroom(new Classroom(name, local, { displayName }));
  if (classroom) return <Inside classroom={classroom} room={room} onAgain={onAgain} />;
  return (
    <DoorFrame>
      <PreJoin room={room} local={local} onJoin={enter} />
    </DoorFrame>
  );
}

function Inside({ classroom, room, onAgain }: { classroom: Classroom; room: Room; onAgain: () => void }) {
  const phase = useStore(classroom.store, ({ phase }) => phase);
  const link = useStore(classroom.connection.link, (link) => link);
  return (
    <ClassroomContext value={classroom}>
      {phase.is === "inside" ? (
        <ClassView />
      ) : (
        <DoorFrame>
          {phase.is === "entering" && <Entering room={room} link={link} />}
          {phase.is === "waiting" && (
            <Waiting room={room} position={phase.position} onLeave={() => void classroom.leave()} />
          )}
          {phase.is === "out" && <Gone room={room} out={phase.out} onAgain={onAgain} />}
        </DoorFrame>
      )}
    </ClassroomContext>
  );
}
