// Classrooms and what is kept of them.
import { answer, api, type Schemas } from "./client";

const of = (room: string) => ({ path: { room } });

export const rooms = {
  get: (room: string) => answer(api.GET("/rooms/{room}", { params: of(room) })),
  create: (body: Schemas["CreateRoom"]) => answer(api.POST("/signalling/room/create", { body })),
  streamKeys: (room: string) => answer(api.GET("/rooms/{room}/stream-keys", { params: of(room) })),
  makeStreamKey: (room: string, body: Schemas["NewStreamKey"]) =>
    answer(api.POST("/rooms/{room}/stream-keys", { params: of(room), body })),
  /** Whoever publishes with it is put out. */
  revokeStreamKey: (room: string, key_id: string) =>
    answer(api.DELETE("/rooms/{room}/stream-keys/{key_id}", { params: { path: { room, key_id } } })),
  polls: (room: string) => answer(api.GET("/rooms/{room}/polls", { params: of(room) })),
};
