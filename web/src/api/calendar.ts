// The classes on the calendars of courses, and the addresses under which calendar programs find them.
import { answer, api, filled, type Query, type Schemas } from "./client";

export type ClassQuery = Query<"/courses/{id}/sessions">;
/** How much of a series a change concerns. */
export type SeriesScope = NonNullable<Schemas["UpdateSession"]["scope"]>;

const of = (id: string, session_id: string) => ({ params: { path: { id, session_id } } });

export const calendar = {
  list: (id: string, query: ClassQuery) =>
    answer(api.GET("/courses/{id}/sessions", { params: { path: { id }, query: filled(query) } })),
  get: (id: string, session: string) =>
    answer(api.GET("/courses/{id}/sessions/{session_id}", of(id, session))),
  schedule: (id: string, body: Schemas["CreateSession"]) =>
    answer(api.POST("/courses/{id}/sessions", { params: { path: { id } }, body })),
  change: (id: string, session: string, body: Schemas["UpdateSession"]) =>
    answer(api.PUT("/courses/{id}/sessions/{session_id}", { ...of(id, session), body })),
  cancel: (id: string, session_id: string, scope: SeriesScope) =>
    answer(
      api.DELETE("/courses/{id}/sessions/{session_id}", {
        params: { path: { id, session_id }, query: { scope } },
      }),
    ),
  /** Opens the room of the class, or names the one in which it is going on. */
  start: (id: string, session: string) =>
    answer(api.POST("/courses/{id}/sessions/{session_id}/start", of(id, session))),
  end: (id: string, session: string) =>
    answer(api.POST("/courses/{id}/sessions/{session_id}/end", of(id, session))),
  /** New addresses of the own calendar; those before are void. */
  renewAddresses: () => answer(api.POST("/users/me/calendar-token")),
};
