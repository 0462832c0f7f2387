// The bar at the bottom, always in the same order: what one sends, how one takes part, what one opens, the way out.
import { ChartColumn, MessageSquare, Users } from "lucide-react";
import { useIsNarrow } from "../../../ui";
import { useRoom } from "../classroomContext";
import type { PanelName } from "../panel/Panel";
import { useClassText } from "../texts";
import styles from "./Bar.module.css";
import { BarButton } from "./BarButton";
import { HandButton } from "./HandButton";
import { LeaveButton } from "./LeaveButton";
import { MoreMenu, type MoreActions } from "./MoreMenu";
import { ReactionMenu } from "./ReactionMenu";
import { CameraButton, MicButton, ScreenButton } from "./SourceButtons";

interface Props {
  panel: PanelName | null;
  unread: number;
  onPanel: (panel: PanelName) => void;
  more: Omit<MoreActions, "onShowPolls">;
}

export function ControlBar({ panel, unread, onPanel, more }: Props) {
  const t = useClassText();
  const narrow = useIsNarrow();
  const waiting = useRoom(({ waiting }) => waiting.length);
  const hands = useRoom(({ hands }) => hands.length);
  const open = useRoom(
    ({ polls }) => polls.filter(({ state, my_choices }) => state === "open" && !my_choices).length,
  );
  return (
    <div className={styles.bar} role="toolbar" aria-label={t("class.bar")}>
      <div className={styles.group}>
        <MicButton />
        <CameraButton />
        {!narrow && <ScreenButton />}
      </div>
      <div className={styles.group}>
        <HandButton />
        <ReactionMenu />
      </div>
      <div className={styles.group}>
        <BarButton
          icon={<MessageSquare />}
          label={unread > 0 ? t("class.chat.unread", { count: unread }) : t("class.chat.title")}
          word={t("class.chat.title")}
          look={panel === "chat" ? "active" : "plain"}
          count={unread}
          keyHint="C"
          aria-expanded={panel === "chat"}
          onClick={() => onPanel("chat")}
        />
        <BarButton
          icon={<Users />}
          label={waiting + hands > 0 ? t("class.people.news", { waiting, hands }) : t("class.people.title")}
          word={t("class.people.title")}
          look={panel === "people" ? "active" : "plain"}
          count={waiting + hands}
          keyHint="P"
          aria-expanded={panel === "people"}
          onClick={() => onPanel("people")}
        />
        {!narrow && (
          <BarButton
            icon={<ChartColumn />}
            label={open > 0 ? t("class.polls.news", { count: open }) : t("class.polls.title")}
            word={t("class.polls.title")}
            look={panel === "polls" ? "active" : "plain"}
            count={open}
            keyHint="L"
            aria-expanded={panel === "polls"}
            onClick={() => onPanel("polls")}
          />
        )}
        <MoreMenu {...more} onShowPolls={narrow ? () => onPanel("polls") : undefined} />
      </div>
      <LeaveButton />
    </div>
  );
}
