// One click that does what the server advises to somebody whose connection is poor.
import { Button } from "../../../ui";
import { useClassroom } from "../classroomContext";
import type { Advice } from "../core/sfu/sfuProtocol";
import { useClassText } from "../texts";

export function AdviceButton({ advice }: { advice: Advice }) {
  const t = useClassText();
  const { local } = useClassroom();
  const follow = () => {
    if (advice === "drop_own_video") void local.setCamera(false);
    else local.setDataUse(advice === "low_data" ? "saver" : "audio");
  };
  return (
    <Button size="small" onClick={follow}>
      {t(`class.advice.${advice}`)}
    </Button>
  );
}
