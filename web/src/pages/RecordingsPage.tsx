// The library of the signed-in teacher.
import { Clapperboard, Trash2 } from "lucide-react";
import { useFilters } from "../app/useFilters";
import { useMyRecordings } from "../features/recordings/queries";
import { RecordingList } from "../features/recordings/RecordingList";
import { TrashList } from "../features/recordings/TrashList";
import { UploadPanel } from "../features/upload/UploadPanel";
import { helpPath } from "../features/help/paths";
import { useText } from "../i18n";
import {
  Button,
  EmptyState,
  FilterBar,
  Loaded,
  Page,
  PageHeader,
  Pagination,
  SearchField,
  Select,
  Tabs,
} from "../ui";

const PAGE_SIZE = 20;
const STATUSES = ["processing", "completed", "failed", "archived"] as const;
const FILTERS = {
  q: "",
  status: ["", ...STATUSES],
  sort: ["-started_at", "title", "-duration_seconds", "-file_size_bytes"],
} as const;

export function Component() {
  return <Recordings trash={false} />;
}

export function Recordings({ trash }: { trash: boolean }) {
  const t = useText();
  const { filters, offset, active, set, move, clear } = useFilters(FILTERS);
  const query = useMyRecordings({ ...filters, deleted: trash, limit: PAGE_SIZE, offset });
  return (
    <Page>
      <PageHeader title={t("recordings.title")}>{t("recordings.lead")}</PageHeader>
      {!trash && <UploadPanel />}
      <Tabs
        label={t("recordings.title")}
        tabs={[
          { to: "/recordings", label: t("recordings.library"), end: true },
          { to: "/recordings/trash", label: t("recordings.trash") },
        ]}
      />
      <FilterBar
        search={
          <SearchField label={t("recordings.search")} value={filters.q} onChange={(q) => set("q", q)} />
        }
        onClear={active ? clear : undefined}
      >
        {!trash && (
          <Select
            aria-label={t("recordings.status")}
            value={filters.status}
            onChange={(status) => set("status", status)}
            options={[
              { value: "", label: t("recordings.anyStatus") },
              ...STATUSES.map((value) => ({ value, label: t(`recording.status.${value}`) })),
            ]}
          />
        )}
        <Select
          aria-label={t("sort.label")}
          value={filters.sort}
          onChange={(sort) => set("sort", sort)}
          options={[
            { value: "-started_at", label: t("recordings.sort.newest") },
            { value: "title", label: t("recordings.sort.title") },
            { value: "-duration_seconds", label: t("recordings.sort.longest") },
            { value: "-file_size_bytes", label: t("recordings.sort.largest") },
          ]}
        />
      </FilterBar>
      <Loaded query={query}>
        {(page) =>
          page.recordings.length > 0 ? (
            <>
              <h2 className="visually-hidden">{t("recordings.found", { n: page.total })}</h2>
              {trash ? (
                <TrashList recordings={page.recordings} />
              ) : (
                <RecordingList recordings={page.recordings} />
              )}
              <Pagination {...page} onMove={move} />
            </>
          ) : (
            <EmptyState
              icon={trash ? <Trash2 /> : <Clapperboard />}
              title={t(active ? "recordings.noMatch" : trash ? "recordings.trashEmpty" : "recordings.none")}
              help={active ? undefined : helpPath("recordings")}
              action={active && <Button onClick={clear}>{t("filter.clear")}</Button>}
            >
              {!active && t(trash ? "recordings.trashText" : "recordings.noneText")}
            </EmptyState>
          )
        }
      </Loaded>
    </Page>
  );
}
