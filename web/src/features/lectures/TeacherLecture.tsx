import {
  ArrowDown,
  ArrowUp,
  Download,
  Ellipsis,
  Eye,
  EyeOff,
  GripVertical,
  ListChecks,
  Pencil,
  Unlink,
} from "lucide-react";
import { Link } from "react-router";
import type { Lecture } from "../../api";
import { useLocale } from "../../i18n";
import { Badge, Button, classes, Facts, IconButton, Menu, Thumbnail, type MenuItem } from "../../ui";
import { RecordingProgress } from "../recordings/RecordingProgress";
import { lectureTitle, watchPath } from "./lectureTitle";
import styles from "./Lectures.module.css";
import type { useLectureActions } from "./useLectureActions";
import type { useReorder } from "./useReorder";

interface Props {
  lecture: Lecture;
  position: number;
  count: number;
  reorder: ReturnType<typeof useReorder>;
  actions: ReturnType<typeof useLectureActions>;
  onEdit: () => void;
}

export function TeacherLecture({ lecture, position, count, reorder, actions, onEdit }: Props) {
  const { t, format } = useLocale();
  const title = lectureTitle(lecture);
  const clock = lecture.duration_seconds === null ? undefined : format.clock(lecture.duration_seconds);
  const items: MenuItem[] = [
    { label: t("lecture.edit"), icon: <Pencil />, onSelect: onEdit },
    {
      label: t(lecture.is_required ? "lecture.makeOptional" : "lecture.makeRequired"),
      icon: <ListChecks />,
      onSelect: () => void actions.change(lecture, { is_required: !lecture.is_required }),
    },
    {
      label: t(lecture.allow_download ? "lecture.forbidDownload" : "lecture.allowDownload"),
      icon: <Download />,
      onSelect: () => void actions.change(lecture, { allow_download: !lecture.allow_download }),
    },
    {
      label: t("lecture.remove"),
      icon: <Unlink />,
      danger: true,
      onSelect: () => void actions.unlink(lecture),
    },
  ];
  if (position > 0) {
    items.unshift({
      label: t("lecture.moveUp"),
      icon: <ArrowUp />,
      onSelect: () => reorder.move(position, position - 1),
    });
  }
  if (position < count - 1) {
    items.splice(position > 0 ? 1 : 0, 0, {
      label: t("lecture.moveDown"),
      icon: <ArrowDown />,
      onSelect: () => reorder.move(position, position + 1),
    });
  }

  return (
    <li
      className={classes(
        styles.row,
        reorder.dragged === position && styles.dragged,
        reorder.over === position && styles.over,
      )}
      {...reorder.row(position)}
    >
      <IconButton
        size="small"
        className={styles.handle}
        label={t("lecture.reorder", { title, n: position + 1, total: count })}
        {...reorder.handle(position)}
      >
        <GripVertical />
      </IconButton>
      <Thumbnail url={lecture.streaming_ready ? lecture.thumbnail_url : null} clock={clock} />
      <div className={styles.text}>
        <p className={styles.kicker}>{t("lecture.number", { n: lecture.lecture_number ?? position + 1 })}</p>
        <h3 className={styles.title}>
          <Link to={watchPath(lecture)}>{title}</Link>
        </h3>
        <p className={styles.facts}>
          <Facts
            items={[
              <Badge key="state" tone={lecture.is_published ? "good" : "neutral"}>
                {t(lecture.is_published ? "lecture.isPublished" : "lecture.isHidden")}
              </Badge>,
              !lecture.is_required && t("lecture.optional"),
              lecture.allow_download && t("lecture.downloadable"),
            ]}
          />
        </p>
        {!lecture.streaming_ready && <RecordingProgress recordingId={lecture.recording_id} />}
      </div>
      <div className={styles.actions}>
        <Button
          size="small"
          icon={lecture.is_published ? <EyeOff /> : <Eye />}
          aria-label={t(lecture.is_published ? "lecture.unpublishThis" : "lecture.publishThis", { title })}
          onClick={() => void actions.setPublished(lecture, !lecture.is_published)}
        >
          {t(lecture.is_published ? "lecture.unpublish" : "lecture.publish")}
        </Button>
        <Menu label={t("lecture.more", { title })} trigger={<Ellipsis />} items={items} />
      </div>
    </li>
  );
}
