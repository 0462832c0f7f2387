// The way out. Hosts are asked whether they go alone or the class is over.
import { LogOut } from "lucide-react";
import { useState } from "react";
import { Button, Dialog } from "../../../ui";
import { useClassroom, useRoom } from "../classroomContext";
import { mayEndClass } from "../core/rights";
import { useClassText } from "../texts";
import { useRequest } from "../useRequest";
import { BarButton } from "./BarButton";

export function LeaveButton() {
  const t = useClassText();
  const classroom = useClassroom();
  const [asking, setAsking] = useState(false);
  const isHost = useRoom(mayEndClass);
  return (
    <>
      <BarButton
        icon={<LogOut className="flips" />}
        label={t("class.leave")}
        word={t("class.leaveWord")}
        look="danger"
        onClick={() => (isHost ? setAsking(true) : void classroom.leave())}
      />
      {asking && <LeaveDialog onClose={() => setAsking(false)} />}
    </>
  );
}

function LeaveDialog({ onClose }: { onClose: () => void }) {
  const t = useClassText();
  const classroom = useClassroom();
  const ask = useRequest();
  return (
    <Dialog
      title={t("class.leave.title")}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t("class.leave.stay")}</Button>
          <Button look="danger" onClick={() => void ask("end-class", {})}>
            {t("class.leave.end")}
          </Button>
          <Button look="primary" onClick={() => void classroom.leave()}>
            {t("class.leave.alone")}
          </Button>
        </>
      }
    >
      <p>{t("class.leave.text")}</p>
    </Dialog>
  );
}
