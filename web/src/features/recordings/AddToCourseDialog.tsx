// Puts a recording into one of the courses that the person teaches, and publishes it there if wanted.
import { useId } from "react";
import { lectures, type Course, type Recording } from "../../api";
import { useAction } from "../../app/useAction";
import { useText } from "../../i18n";
import { Button, Checkbox, Dialog, EmptyState, Form, Loaded, SelectField, useForm } from "../../ui";
import { courseKeys, useCourses } from "../courses/queries";
import { useTaughtCourses } from "../courses/useTaughtCourses";
import { recordingKeys } from "./queries";
import { BookOpen } from "lucide-react";

const MOST_COURSES = 100;

export function AddToCourseDialog({ recording, onClose }: { recording: Recording; onClose: () => void }) {
  const t = useText();
  const query = useCourses({ mine: true, sort: "name", limit: MOST_COURSES });
  const taught = useTaughtCourses(query.data?.courses ?? []);
  const linked = new Set(recording.courses.map((course) => course.course_id));
  const choices = taught.filter((course) => !linked.has(course.id));
  return (
    <Dialog title={t("recording.addToCourse")} onClose={onClose}>
      <Loaded query={query}>
        {() =>
          choices.length > 0 ? (
            <AddForm recording={recording} courses={choices} onClose={onClose} />
          ) : (
            <EmptyState icon={<BookOpen />} title={t("recording.noCourse")} />
          )
        }
      </Loaded>
    </Dialog>
  );
}

interface FormProps {
  recording: Recording;
  courses: readonly Course[];
  onClose: () => void;
}

function AddForm({ recording, courses, onClose }: FormProps) {
  const t = useText();
  const run = useAction();
  const formId = useId();
  const form = useForm({
    initial: { course: courses[0]?.id ?? "", publish: false },
    send: ({ course, publish }) =>
      run({
        work: async () => {
          await lectures.link(course, recording.id);
          if (publish) await lectures.publish(course, recording.id);
        },
        refresh: [courseKeys.all, recordingKeys.all],
        done: t("lecture.added", { title: recording.title }),
      }),
    onDone: (added) => {
      if (added) onClose();
    },
  });
  return (
    <Form id={formId} onSubmit={form.submit} problem={form.problem}>
      <SelectField
        {...form.choice("course")}
        label={t("recording.course")}
        options={courses.map((course) => ({ value: course.id, label: `${course.code} – ${course.name}` }))}
      />
      <Checkbox
        label={t("recording.publishNow")}
        checked={form.values.publish}
        onChange={(event) => form.set("publish", event.target.checked)}
      />
      <div>
        <Button look="primary" type="submit" busy={form.busy}>
          {t("recording.addToCourse")}
        </Button>
      </div>
    </Form>
  );
}
