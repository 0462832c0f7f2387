// Own recordings with everything that can be done to them.
import { Ellipsis, FolderPlus, Pencil, RefreshCw, Trash2 } from "lucide-react";
import { useState } from "react";
import type { Recording } from "../../api";
import { useText } from "../../i18n";
import { Menu, type MenuItem } from "../../ui";
import { AddToCourseDialog } from "./AddToCourseDialog";
import { RecordingRow } from "./RecordingRow";
import styles from "./Recordings.module.css";
import { RenameDialog } from "./RenameDialog";
import { useRecordingActions } from "./useRecordingActions";

type Open = { dialog: "rename" | "course"; recording: Recording } | null;

export function RecordingList({ recordings }: { recordings: readonly Recording[] }) {
  const t = useText();
  const actions = useRecordingActions();
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);

  function itemsFor(recording: Recording): MenuItem[] {
    const items: MenuItem[] = [
      {
        label: t("recording.rename"),
        icon: <Pencil />,
        onSelect: () => setOpen({ dialog: "rename", recording }),
      },
      {
        label: t("recording.addToCourse"),
        icon: <FolderPlus />,
        onSelect: () => setOpen({ dialog: "course", recording }),
      },
    ];
    if (recording.status === "failed") {
      items.push({
        label: t("recording.prepareAgain"),
        icon: <RefreshCw />,
        onSelect: () => void actions.prepareAgain(recording),
      });
    }
    if (recording.rights.includes("delete")) {
      items.push({
        label: t("action.delete"),
        icon: <Trash2 />,
        danger: true,
        onSelect: () => void actions.remove(recording),
      });
    }
    return items;
  }

  return (
    <>
      <ul className={styles.list}>
        {recordings.map((recording) => (
          <RecordingRow
            key={recording.id}
            recording={recording}
            actions={
              <Menu
                label={t("lecture.more", { title: recording.title })}
                trigger={<Ellipsis />}
                items={itemsFor(recording)}
              />
            }
          />
        ))}
      </ul>
      {open?.dialog === "rename" && <RenameDialog recording={open.recording} onClose={close} />}
      {open?.dialog === "course" && <AddToCourseDialog recording={open.recording} onClose={close} />}
    </>
  );
}
