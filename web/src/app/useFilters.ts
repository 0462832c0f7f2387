// Filters, order and place of a list, kept in the address so that back, reload and sharing work.
import { useCallback, useMemo } from "react";
import { useSearchParams } from "react-router";

type Filters<Name extends string> = Record<Name, string>;

export interface FilterState<Name extends string> {
  filters: Filters<Name>;
  offset: number;
  /** Whether any filter differs from its default. */
  active: boolean;
  set(name: Name, value: string): void;
  move(offset: number): void;
  clear(): void;
}

export function useFilters<Name extends string>(defaults: Filters<Name>): FilterState<Name> {
  const [params, setParams] = useSearchParams();
  const names = Object.keys(defaults) as Name[];
  const filters = Object.fromEntries(
    names.map((name) => [name, params.get(name) ?? defaults[name]]),
  ) as Filters<Name>;
  const offset = Math.max(0, Number.parseInt(params.get("offset") ?? "0", 10) || 0);

  const set = useCallback(
    (name: Name, value: string) =>
      setParams(
        (before) => {
          before.delete("offset");
          before.set(name, value);
          return before;
        },
        { replace: true },
      ),
    [setParams],
  );
  const move = useCallback(
    (next: number) =>
      setParams((before) => {
        before.set("offset", String(next));
        return before;
      }),
    [setParams],
  );
  const clear = useCallback(() => setParams({}), [setParams]);

  const active = names.some((name) => filters[name] !== defaults[name]);
  return useMemo(
    () => ({ filters, offset, active, set, move, clear }),
    // The address is the state; everything else here is derived from it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [params, set, move, clear],
  );
}
