import { Hand } from "lucide-react";
import { useRoom } from "../classroomContext";
import { allowsHands } from "../core/rights";
import { useClassText } from "../texts";
import { useRequest } from "../useRequest";
import { BarButton } from "./BarButton";

/** Raises the own hand, and says which place in the queue that gives. */
export function HandButton() {
  const t = useClassText();
  const ask = useRequest();
  const place = useRoom(({ hands, me }) => hands.indexOf(me) + 1);
  const allowed = useRoom(allowsHands);
  const raised = place > 0;
  return (
    <BarButton
      icon={<Hand />}
      label={raised ? t("class.hand.lower", { place }) : t("class.hand.raise")}
      word={raised ? t("class.hand.place", { place }) : t("class.hand")}
      look={raised ? "active" : "plain"}
      keyHint="H"
      aria-pressed={raised}
      disabled={!allowed}
      onClick={() => void ask("hand-raise", { raised: !raised })}
    />
  );
}
