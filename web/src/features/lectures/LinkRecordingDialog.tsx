// Picks one of the own recordings as a new lecture of the course.
import { Clapperboard, Plus } from "lucide-react";
import { useState } from "react";
import { lectures, type CourseDetail, type Recording } from "../../api";
import { useAction } from "../../app/useAction";
import { useLocale } from "../../i18n";
import { Button, Dialog, EmptyState, Facts, Loaded, SearchField, Time } from "../../ui";
import { courseKeys } from "../courses/queries";
import { recordingKeys, useMyRecordings } from "../recordings/queries";
import styles from "./LinkRecordingDialog.module.css";

const MOST_SHOWN = 20;

export function LinkRecordingDialog({ course, onClose }: { course: CourseDetail; onClose: () => void }) {
  const { t, format } = useLocale();
  const run = useAction();
  const [search, setSearch] = useState("");
  const query = useMyRecordings({ q: search, limit: MOST_SHOWN });
  const linked = new Set(course.recordings.map((lecture) => lecture.recording_id));

  async function add(recording: Recording) {
    const added = await run({
      work: () => lectures.link(course.id, recording.id),
      refresh: [courseKeys.one(course.id), recordingKeys.all],
      done: t("lecture.added", { title: recording.title }),
    });
    if (added) onClose();
  }

  return (
    <Dialog title={t("lecture.fromLibrary")} onClose={onClose}>
      <SearchField label={t("recordings.search")} value={search} onChange={setSearch} />
      <Loaded query={query}>
        {(page) => {
          const free = page.recordings.filter((recording) => !linked.has(recording.id));
          if (free.length === 0)
            return <EmptyState icon={<Clapperboard />} title={t("lecture.nothingToLink")} />;
          return (
            <ul className={styles.list}>
              {free.map((recording) => (
                <li key={recording.id}>
                  <div>
                    <strong>{recording.title}</strong>
                    <small>
                      <Facts
                        items={[
                          recording.duration_seconds !== null && format.duration(recording.duration_seconds),
                          <Time key="at" at={recording.created_at} />,
                        ]}
                      />
                    </small>
                  </div>
                  <Button
                    size="small"
                    icon={<Plus />}
                    aria-label={t("lecture.addThis", { title: recording.title })}
                    onClick={() => void add(recording)}
                  >
                    {t("lecture.add")}
                  </Button>
                </li>
              ))}
            </ul>
          );
        }}
      </Loaded>
    </Dialog>
  );
}
