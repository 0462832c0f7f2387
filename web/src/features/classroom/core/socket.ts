// The part of a Socket.IO client that a class uses. Tests have one of their own.
import { io } from "socket.io-client";

export interface Socket {
  readonly active: boolean;
  readonly recovered: boolean;
  connect(): unknown;
  disconnect(): unknown;
  on(event: string, listener: (...values: never[]) => void): unknown;
  emit(event: string, payload: unknown): unknown;
  timeout(ms: number): { emitWithAck(event: string, payload: unknown): Promise<unknown> };
  io: { on(event: "reconnect_attempt", listener: () => void): unknown };
}

export type OpenSocket = () => Socket;

/** Not connected yet. The cookie of the session tells the server who comes. */
export const openSocket: OpenSocket = () =>
  io(window.location.origin, {
    autoConnect: false,
    forceNew: true,
    transports: ["websocket", "polling"],
    tryAllTransports: true,
    reconnectionDelay: 1_000,
    reconnectionDelayMax: 15_000,
    withCredentials: true,
  });
