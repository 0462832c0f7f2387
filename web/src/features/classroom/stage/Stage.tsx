// The middle of the page: what is shared, and the people.
import { useEffect, useRef, useState, type RefObject } from "react";
import type { Participant } from "../../../api";
import { Button, classes, useIsNarrow } from "../../../ui";
import { useMedia, useRoom } from "../classroomContext";
import { inOrder } from "../core/roomState";
import { useClassText } from "../texts";
import { columnsFor, layoutOf, sameTile, type StageStyle, type TileKey, type Voices } from "./layout";
import styles from "./Stage.module.css";
import { Tile } from "./Tile";
import { useSteady } from "./useSteady";

const MOST_ON_DESKTOP = 9;
const MOST_ON_PHONE = 4;

/** How long somebody is large before another one is. */
const DWELL_MS = 3_000;

interface Props {
  style: StageStyle;
  onShowPeople: () => void;
}

export function Stage({ style, onShowPeople }: Props) {
  const t = useClassText();
  const people = useRoom(({ people }) => people);
  const me = useRoom(({ me }) => me);
  const narrow = useIsNarrow();
  const [pinned, setPinned] = useState<TileKey | null>(null);
  const most = narrow ? MOST_ON_PHONE : MOST_ON_DESKTOP;
  const ordered = inOrder(people);
  const voices = useVoices(ordered, me, style);
  const { featured, others, hidden } = layoutOf(ordered, me, pinned, most, voices);
  const stage = useRef<HTMLElement>(null);
  const columns = useColumns(stage, others.length + Number(hidden > 0));
  const tile = (key: TileKey, isSmall: boolean) => (
    <Tile
      key={`${key.shows}-${key.participantId}`}
      tile={key}
      isPinned={sameTile(key, pinned)}
      isSmall={isSmall}
      isPriority={!isSmall && sameTile(key, featured)}
      onPin={setPinned}
    />
  );
  return (
    <section
      ref={stage}
      className={classes(styles.stage, featured && styles.withFeatured)}
      aria-label={t("class.stage")}
      style={{ "--columns": columns }}
    >
      {featured && <div className={styles.featured}>{tile(featured, false)}</div>}
      <div className={styles.tiles}>
        {others.map((key) => tile(key, featured !== null))}
        {hidden > 0 && (
          <Button className={styles.more} onClick={onShowPeople}>
            {t("class.stage.more", { count: hidden })}
          </Button>
        )}
      </div>
    </section>
  );
}

/** Who is large when nothing is shared or pinned: who spoke last, and before that the first of the others. */
function useVoices(people: readonly Participant[], me: string, style: StageStyle): Voices {
  const recent = useSteady(
    useMedia(({ recent }) => recent),
    DWELL_MS,
  );
  if (style === "grid") return { speaker: null, recent };
  const others = people
    .filter(({ participant_id }) => participant_id !== me)
    .map((one) => one.participant_id);
  return { speaker: recent.find((id) => others.includes(id)) ?? others[0] ?? null, recent };
}

function useColumns(stage: RefObject<HTMLElement | null>, count: number): number {
  const [size, setSize] = useState({ width: 16, height: 9 });
  useEffect(() => {
    const element = stage.current;
    if (!element) return;
    const observer = new ResizeObserver(() =>
      setSize({ width: element.clientWidth, height: element.clientHeight }),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [stage]);
  return columnsFor(count, size.width, size.height);
}
