// What somebody has just shown rises over their tile for a moment.
import { useClass } from "../classroomContext";
import { ReactionIcon } from "../reactions";
import styles from "./Stage.module.css";

export function TileReactions({ participantId }: { participantId: string }) {
  const reactions = useClass(({ reactions }) => reactions);
  const own = reactions.filter((reaction) => reaction.participantId === participantId);
  return (
    <div className={styles.reactions} aria-hidden>
      {own.slice(-4).map(({ key, reaction }) => (
        <span key={key} className={styles.reaction}>
          <ReactionIcon reaction={reaction} />
        </span>
      ))}
    </div>
  );
}
