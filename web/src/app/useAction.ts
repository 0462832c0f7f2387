// Something the person does to the data: shown at once, sent, reported, and taken back if it fails or on request.
import { useQueryClient, type QueryClient, type QueryKey } from "@tanstack/react-query";
import { useCallback } from "react";
import { useErrorText } from "../i18n/errors";
import { useToast } from "../ui";

export interface Action {
  work: () => Promise<unknown>;
  /** Queries to load again afterwards. */
  refresh?: readonly QueryKey[];
  /** Shows the result before the server has answered; undone if it refuses. */
  foresee?: Foreseen;
  /** What to tell when it is done. */
  done?: string;
  undo?: Action;
}

interface Foreseen {
  key: QueryKey;
  change: (client: QueryClient) => void;
}

/** Says how an answer that is already on the screen will look. */
export function foresee<Data>(key: QueryKey, change: (data: Data) => Data): Foreseen {
  return {
    key,
    change: (client) => client.setQueryData<Data>(key, (data) => (data === undefined ? data : change(data))),
  };
}

/** Runs an action; the promise tells whether it succeeded. */
export function useAction(): (action: Action) => Promise<boolean> {
  const client = useQueryClient();
  const toast = useToast();
  const describe = useErrorText();

  return useCallback(
    async function run(action: Action): Promise<boolean> {
      const { work, refresh = [], foresee: foreseen, done, undo } = action;
      const before: unknown = foreseen && client.getQueryData(foreseen.key);
      try {
        if (foreseen) {
          await client.cancelQueries({ queryKey: foreseen.key });
          foreseen.change(client);
        }
        await work();
        if (done) toast(undo ? { text: done, undo: () => void run(undo) } : { text: done });
        return true;
      } catch (error) {
        if (foreseen) client.setQueryData(foreseen.key, before);
        toast({ tone: "danger", text: describe.short(error) });
        return false;
      } finally {
        await Promise.all(refresh.map((queryKey) => client.invalidateQueries({ queryKey })));
      }
    },
    [client, toast, describe],
  );
}
