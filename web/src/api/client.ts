// A client that knows every route: its types come from docs/openapi.json, so a changed route breaks the build here.
import createClient from "openapi-fetch";
import { API_ROOT, apiFetch, throwUnlessOk } from "./http";
import type { components, paths } from "./schema";

/** The routes below the root of the API, without it. */
export type Routes = {
  [Path in keyof paths as Path extends `${typeof API_ROOT}${infer Rest}` ? Rest : never]: paths[Path];
};

export type Schemas = components["schemas"];

/** A query as filters hold it: what is not set may be empty text. */
export type Query<Path extends keyof Routes> = Routes[Path] extends {
  get: { parameters: { query?: infer Parameters } };
}
  ? Filters<NonNullable<Parameters>>
  : never;

type Filters<Parameters> = { [Name in keyof Parameters]: Parameters[Name] | "" };

/** Tables, which some lists give on demand, are downloads and none of its business. */
export const api = createClient<Routes, "application/json">({
  baseUrl: window.location.origin + API_ROOT,
  fetch: apiFetch,
});

api.use({ onResponse: ({ response }) => throwUnlessOk(response) });

/** What the answer holds; a request that failed has thrown by then. */
export async function answer<Data>(request: Promise<{ data?: Data }>): Promise<Data> {
  return (await request).data as Data;
}

/** Leaves out what is empty: the API reads an empty filter as an error. */
export function filled<Parameters extends object>(filters: Filters<Parameters>): Parameters {
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== "")) as Parameters;
}
