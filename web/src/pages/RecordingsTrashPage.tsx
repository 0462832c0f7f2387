import { Recordings } from "./RecordingsPage";

export function Component() {
  return <Recordings trash />;
}
