import { ListChecks } from "lucide-react";
import type { JobStatus } from "../api";
import { useFilters } from "../app/useFilters";
import { JobTable } from "../features/admin/JobTable";
import { useJobs } from "../features/admin/queries";
import { useText } from "../i18n";
import { EmptyState, FilterBar, Loaded, Pagination, Select } from "../ui";

const PAGE_SIZE = 25;
const STATUSES: readonly JobStatus[] = ["running", "queued", "failed", "completed", "cancelled"];

export function Component() {
  const t = useText();
  const { filters, offset, set, move } = useFilters({ status: ["", ...STATUSES] });
  const query = useJobs({ ...filters, limit: PAGE_SIZE, offset });
  return (
    <>
      <FilterBar>
        <Select
          aria-label={t("jobs.status")}
          value={filters.status}
          onChange={(status) => set("status", status)}
          options={[
            { value: "", label: t("jobs.anyStatus") },
            ...STATUSES.map((value) => ({ value, label: t(`jobs.status.${value}`) })),
          ]}
        />
      </FilterBar>
      <Loaded query={query}>
        {(page) =>
          page.jobs.length > 0 ? (
            <>
              <h2 className="visually-hidden">{t("admin.jobs")}</h2>
              <JobTable jobs={page.jobs} stale={query.isPlaceholderData} />
              <Pagination {...page} onMove={move} />
            </>
          ) : (
            <EmptyState icon={<ListChecks />} title={t("jobs.none")}>
              {t("jobs.noneText")}
            </EmptyState>
          )
        }
      </Loaded>
    </>
  );
}
