import { CircleX, RefreshCw } from "lucide-react";
import { jobs as jobApi, type Job, type JobStatus } from "../../api";
import { useAction } from "../../app/useAction";
import { useLocale } from "../../i18n";
import { Badge, Button, Facts, ProgressBar, Table, Time, type BadgeTone } from "../../ui";
import styles from "./Admin.module.css";
import { adminKeys } from "./queries";

const TONES: Record<JobStatus, BadgeTone> = {
  queued: "neutral",
  running: "progress",
  completed: "good",
  failed: "danger",
  cancelled: "neutral",
};

export function JobTable({ jobs, stale }: { jobs: readonly Job[]; stale: boolean }) {
  const { t } = useLocale();
  const kindOf = useKind();
  return (
    <Table
      caption={t("admin.jobs")}
      rows={jobs}
      rowKey={(job) => job.job_id}
      stale={stale}
      columns={[
        {
          key: "what",
          label: t("jobs.what"),
          main: true,
          render: (job) => (
            <div className={styles.job}>
              <span>
                <bdi>{job.title ?? kindOf(job)}</bdi>
              </span>
              {job.error && (
                <span className={styles.error}>
                  <bdi>{job.error}</bdi>
                </span>
              )}
            </div>
          ),
        },
        {
          key: "kind",
          label: t("jobs.kind"),
          render: (job) => (
            <Facts items={[kindOf(job), job.rendition && <bdi key="r">{job.rendition}</bdi>]} />
          ),
        },
        { key: "status", label: t("jobs.status"), render: (job) => <JobState job={job} /> },
        { key: "since", label: t("jobs.since"), render: (job) => <Time at={job.created_at} /> },
        {
          key: "actions",
          label: t("table.actions"),
          actions: true,
          render: (job) => <JobActions job={job} />,
        },
      ]}
    />
  );
}

function useKind(): (job: Job) => string {
  const { t, has } = useLocale();
  return ({ kind }) => {
    const key = `jobs.kind.${kind}`;
    return has(key) ? t(key) : kind;
  };
}

function JobState({ job }: { job: Job }) {
  const { t, format } = useLocale();
  if (job.status !== "running")
    return <Badge tone={TONES[job.status]}>{t(`jobs.status.${job.status}`)}</Badge>;
  return (
    <div className={styles.job}>
      <ProgressBar thin label={t("recording.preparing")} percent={job.progress} />
      <Facts
        items={[
          format.percent(job.progress),
          job.speed !== null && t("jobs.speed", { speed: format.number(job.speed) }),
          job.eta_seconds !== null && t("jobs.left", { time: format.duration(job.eta_seconds) }),
        ]}
      />
    </div>
  );
}

function JobActions({ job }: { job: Job }) {
  const { t } = useLocale();
  const run = useAction();
  const kindOf = useKind();
  const title = job.title ?? kindOf(job);
  const refresh = [adminKeys.jobs];
  if (job.status === "queued" || job.status === "running") {
    return (
      <Button
        size="small"
        icon={<CircleX />}
        aria-label={t("jobs.cancelThis", { title })}
        onClick={() =>
          void run({ work: () => jobApi.cancel(job.job_id), refresh, done: t("jobs.cancelled") })
        }
      >
        {t("action.cancel")}
      </Button>
    );
  }
  if (job.status === "completed") return null;
  return (
    <Button
      size="small"
      icon={<RefreshCw />}
      aria-label={t("jobs.retryThis", { title })}
      onClick={() => void run({ work: () => jobApi.retry(job.job_id), refresh, done: t("jobs.retried") })}
    >
      {t("action.retry")}
    </Button>
  );
}
