// Classrooms and what is kept of them.
import { answer, api, type Schemas } from "./client";

const of = (room: string) => ({ path: { room } });

export const rooms = {
  get: (room: string) => answer(api.GET("/rooms/{room}", { params: of(room) })),
  create: (body: Schemas["CreateRoom"]) => answer(api.POST("/signalling/room/create", { body })),
  polls: (room: string) => answer(api.GET("/rooms/{room}/polls", { params: of(room) })),
};
