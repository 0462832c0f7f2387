// Inside: the head, the stage with the panel beside it, the bar.
import { useState } from "react";
import { ControlBar } from "../bar/ControlBar";
import { useClassroom } from "../classroomContext";
import { loadPreferences, savePreferences } from "../core/preferences";
import { KeysDialog } from "../dialogs/KeysDialog";
import { ChatTargetContext } from "../panel/chatTarget";
import type { Draft } from "../panel/ChatComposer";
import { ChatPanel } from "../panel/ChatPanel";
import { Panel, type PanelName } from "../panel/Panel";
import { PeoplePanel } from "../panel/PeoplePanel";
import { PollsPanel } from "../panel/PollsPanel";
import { RemoteSound } from "../stage/RemoteSound";
import { Stage } from "../stage/Stage";
import { Announcer } from "./Announcer";
import { ClassHeader } from "./ClassHeader";
import styles from "./ClassView.module.css";
import { Notices } from "./Notices";
import { useClassKeys } from "./useClassKeys";
import { useUnread } from "./useUnread";
import { useWakeLock } from "./useWakeLock";

export function ClassView() {
  const classroom = useClassroom();
  const [panel, setPanel] = useState<PanelName | null>(null);
  const [draft, setDraft] = useState<Draft>({ text: "", target: "all" });
  const [showsKeys, setShowsKeys] = useState(false);
  const [keys, setKeys] = useState(() => loadPreferences().shortcuts);
  const [stage, setStage] = useState(() => loadPreferences().stage);
  const unread = useUnread(panel === "chat");
  const toggle = (name: PanelName) => setPanel(panel === name ? null : name);
  useWakeLock();
  const toggleStage = () => {
    const other = stage === "grid" ? "speaker" : "grid";
    savePreferences({ stage: other });
    setStage(other);
  };
  useClassKeys(classroom, keys, { togglePanel: toggle, showHelp: () => setShowsKeys(true), toggleStage });

  const writeTo = (participantId: string) => {
    setDraft({ ...draft, target: participantId });
    setPanel("chat");
  };
  return (
    <ChatTargetContext value={writeTo}>
      <div className={styles.view} data-panel={panel ?? undefined}>
        <ClassHeader />
        <Notices onShowPanel={setPanel} />
        <main id="content" className={styles.body} tabIndex={-1}>
          <Stage style={stage} onShowPeople={() => setPanel("people")} />
          {panel && (
            <Panel name={panel} onClose={() => setPanel(null)}>
              {panel === "chat" && <ChatPanel draft={draft} onDraft={setDraft} />}
              {panel === "people" && <PeoplePanel />}
              {panel === "polls" && <PollsPanel />}
            </Panel>
          )}
        </main>
        <ControlBar
          panel={panel}
          unread={unread}
          onPanel={toggle}
          more={{ stage, onToggleStage: toggleStage, onShowKeys: () => setShowsKeys(true) }}
        />
        <RemoteSound />
        <Announcer onShowPanel={setPanel} />
        {showsKeys && (
          <KeysDialog
            enabled={keys}
            onEnabled={(enabled) => {
              savePreferences({ shortcuts: enabled });
              setKeys(enabled);
            }}
            onClose={() => setShowsKeys(false)}
          />
        )}
      </div>
    </ChatTargetContext>
  );
}
