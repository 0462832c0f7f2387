// Filters, order and place of a list, kept in the address so that back, reload and sharing work.
import { useCallback, useMemo } from "react";
import { useSearchParams } from "react-router";

/** For each filter free text, with its default; or the values that it can have, the default first. */
type Rules = Readonly<Record<string, string | readonly [string, ...string[]]>>;

export type Filters<R extends Rules> = {
  -readonly [Name in keyof R]: R[Name] extends readonly (infer Value)[] ? Value : string;
};

export interface FilterState<R extends Rules> {
  filters: Filters<R>;
  offset: number;
  /** Whether any filter differs from its default. */
  active: boolean;
  set(name: keyof R & string, value: string): void;
  move(offset: number): void;
  clear(): void;
}

export function useFilters<const R extends Rules>(rules: R): FilterState<R> {
  const [params, setParams] = useSearchParams();
  const offset = Math.max(0, Number.parseInt(params.get("offset") ?? "0", 10) || 0);

  const set = useCallback(
    (name: string, value: string) =>
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

  return useMemo(
    () => ({ ...readFilters(rules, params), offset, set, move, clear }),
    // The address is the state; everything else here is derived from it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [params, set, move, clear],
  );
}

function readFilters<R extends Rules>(rules: R, params: URLSearchParams) {
  const read = Object.entries(rules).map(([name, rule]) => {
    const [fallback, allowed] = typeof rule === "string" ? [rule, null] : [rule[0], rule];
    const text = params.get(name);
    const value = text !== null && (allowed === null || allowed.includes(text)) ? text : fallback;
    return { name, value, differs: value !== fallback };
  });
  return {
    filters: Object.fromEntries(read.map(({ name, value }) => [name, value])) as Filters<R>,
    active: read.some(({ differs }) => differs),
  };
}
