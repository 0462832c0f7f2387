// Questions to the class: the open ones first, then what came of the others.
import { ChartColumn, Plus } from "lucide-react";
import { useState } from "react";
import { Button } from "../../../ui";
import { useRoom } from "../classroomContext";
import { isStaff } from "../core/roomState";
import { useClassText } from "../texts";
import styles from "./Panel.module.css";
import { PollCard } from "./PollCard";
import { PollDialog } from "./PollDialog";

export function PollsPanel() {
  const t = useClassText();
  const polls = useRoom(({ polls }) => polls);
  const staff = useRoom(isStaff);
  const [asking, setAsking] = useState(false);
  const open = polls.filter(({ state }) => state === "open");
  const closed = polls.filter(({ state }) => state === "closed");
  return (
    <div className={`${styles.scroll} ${styles.stack}`}>
      {staff && (
        <div>
          <Button look="primary" size="small" icon={<Plus />} onClick={() => setAsking(true)}>
            {t("class.polls.new")}
          </Button>
        </div>
      )}
      {polls.length === 0 && (
        <p className={styles.empty}>
          <ChartColumn aria-hidden /> {t(staff ? "class.polls.emptyHost" : "class.polls.empty")}
        </p>
      )}
      {[...open, ...closed].map((poll) => (
        <PollCard key={poll.poll_id} poll={poll} />
      ))}
      {asking && <PollDialog onClose={() => setAsking(false)} />}
    </div>
  );
}
