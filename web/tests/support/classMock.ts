// Stands in for the real-time server of a class: speaks Engine.IO and Socket.IO over the page's own WebSocket.
import type { Page, WebSocketRoute } from "playwright-core";
import type { JoinedRoom, ServerEvents, WaitingAnswer } from "../../src/features/classroom/core/protocol";
import { offerOf, statistics, transport } from "./sfuFixtures";

export interface ClassScript {
  /** The answer to whoever wants to come in: an object, or the code of a refusal. */
  join: JoinedRoom | WaitingAnswer | string;
  /** What the server says after that. */
  then?: readonly ServerSays[];
  /** What it says of streams, each as soon as the page receives the stream. */
  ofStreams?: readonly ServerSays[];
  /** The connection breaks after that, and nobody answers any more. */
  breaks?: boolean;
}

export type ServerSays = {
  [Name in keyof ServerEvents]: readonly [Name, ServerEvents[Name]];
}[keyof ServerEvents];

const OPEN = JSON.stringify({
  sid: "engine-session-of-the-test",
  upgrades: [],
  pingInterval: 25_000,
  pingTimeout: 20_000,
  maxPayload: 1_000_000,
});

const REQUEST = /^42(\d+)(\[.*)$/s;

/** What a test hears of the page, and can say to it afterwards. */
export interface ClassLine {
  readonly requests: readonly PageAsks[];
  say(...says: readonly ServerSays[]): void;
}

export interface PageAsks {
  event: string;
  asked: Asked;
}

export async function answerClass(page: Page, script: ClassScript): Promise<ClassLine> {
  let connections = 0;
  let line: WebSocketRoute | undefined;
  const requests: PageAsks[] = [];
  await page.routeWebSocket("**/socket.io/**", (socket) => {
    connections += 1;
    // Whoever comes back finds nobody.
    if (connections > 1) return void socket.close();
    socket.send(`0${OPEN}`);
    line = socket;
    socket.onMessage((text) => {
      const request = answer(socket, String(text), script);
      if (request) requests.push(request);
    });
  });
  // Nothing is told to those who ask without a WebSocket.
  await page.route("**/socket.io/**", (route) => route.abort());
  return {
    requests,
    say: (...all) => all.forEach((says) => line && say(line, says)),
  };
}

/** The request that it was, if it was one. */
function answer(socket: WebSocketRoute, text: string, script: ClassScript): PageAsks | null {
  if (text.startsWith("40")) {
    socket.send('40{"sid":"socket-of-the-test"}');
    return null;
  }
  const [, id, json] = REQUEST.exec(text) ?? [];
  if (id === undefined || json === undefined) return null;
  const [event, asked] = JSON.parse(json) as [string, Asked];
  answerRequest(socket, id, { event, asked }, script);
  return { event, asked };
}

function answerRequest(
  socket: WebSocketRoute,
  id: string,
  { event, asked }: PageAsks,
  script: ClassScript,
): void {
  const reply = (ack: object) => socket.send(`43${id}${JSON.stringify([ack])}`);
  if (event === "resume-consumer") {
    for (const says of script.ofStreams ?? []) if (isOf(says, asked)) say(socket, says);
  }
  if (event !== "join-room") return reply({ ok: true, data: dataFor(event, asked, script) });
  if (typeof script.join === "string")
    return reply({ ok: false, error: { error: script.join, code: script.join, event } });
  reply({ ok: true, data: script.join });
  for (const says of script.then ?? []) say(socket, says);
  if (script.breaks) void socket.close();
}

function say(socket: WebSocketRoute, says: ServerSays): void {
  socket.send(`42${JSON.stringify(says)}`);
}

interface Asked extends Record<string, unknown> {
  consumerId?: string;
  producerId?: string;
}

function isOf([, data]: ServerSays, { consumerId }: Asked): boolean {
  return "consumerId" in data && data.consumerId === consumerId;
}

/** Numbers for what must be unique. */
let made = 0;

function dataFor(event: string, { producerId = "" }: Asked, { join }: ClassScript): object {
  made += 1;
  switch (event) {
    case "sync-room":
      return typeof join === "object" ? join : {};
    case "create-transport":
      return transport(made);
    case "produce":
      return { id: `own-producer-${made}` };
    case "consume":
      return offerOf(producerId, made);
    case "restart-ice":
      return { iceParameters: transport(made).iceParameters };
    case "get-stats":
      return statistics;
    default:
      return {};
  }
}
