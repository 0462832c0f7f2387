// What goes on for a person, over all their courses (row E15).
import { answer, api, type Schemas } from "./client";

export type Overview = Schemas["Overview"];
export type UpcomingClass = Schemas["UpcomingClass"];
export type UnfinishedLecture = Schemas["UnfinishedLecture"];

export const overview = {
  get: () => answer(api.GET("/users/me/overview")),
};
