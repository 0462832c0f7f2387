// One lecture: the player, what it is, and the course around it.
import { useParams, useSearchParams } from "react-router";
import { isApiError } from "../api";
import { preloadEngine } from "../features/player/core/openEngine";
import { NoAccess } from "../features/player/page/NoAccess";
import { useRecordingInfo } from "../features/player/page/queries";
import { WatchSkeleton } from "../features/player/page/WatchSkeleton";
import { WatchView } from "../features/player/page/WatchView";
import { ErrorState, Page } from "../ui";

preloadEngine();

export function Component() {
  const { id = "" } = useParams();
  const [search] = useSearchParams();
  const courseId = search.get("course");
  const info = useRecordingInfo(id);

  if (info.data) return <WatchView key={id} info={info.data} courseId={courseId} />;
  if (!info.isError) return <WatchSkeleton inCourse={courseId !== null} />;
  if (isApiError(info.error) && (info.error.status === 404 || info.error.status === 403)) {
    return <NoAccess courseId={courseId} />;
  }
  return (
    <Page>
      <ErrorState error={info.error} onRetry={() => void info.refetch()} />
    </Page>
  );
}
