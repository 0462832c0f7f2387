// Shown in the place of a page that failed, whether it could not be loaded or threw while it was drawn.
import { useRouteError } from "react-router";
import { networkError } from "../api/error";
import { ErrorState, Page } from "../ui";

export function RouteError() {
  const error = useRouteError();
  return (
    <Page>
      <ErrorState
        error={isFailedImport(error) ? networkError(error) : error}
        onRetry={() => window.location.reload()}
      />
    </Page>
  );
}

// A page's chunk did not arrive: offline, or the server was upgraded and has new file names.
function isFailedImport(error: unknown): boolean {
  return error instanceof TypeError && /import|module|fetch/i.test(error.message);
}
