// A class in every state that looks different, from its door to its end.
import type { Page } from "playwright-core";
import type { Participant } from "../../src/api";
import { classPath } from "../../src/features/classroom/paths";
import * as fixtures from "../support/classFixtures";
import type { ClassScript, ServerSays } from "../support/classMock";
import * as data from "../support/fixtures";
import * as sfu from "../support/sfuFixtures";
import type { School } from "../support/mockServer";
import type { PageCase } from "./pageList";

const path = classPath(fixtures.CODE);
const DEVICES = ["camera", "microphone"];

const student: School = { user: data.profile("student"), room: fixtures.room() };
const teacher: School = {
  user: data.profile("teacher"),
  room: fixtures.room({ access: "link", course_id: null }),
};

const two = fixtures.joined(fixtures.student, [fixtures.teacher, fixtures.student]);
const alone = fixtures.joined(fixtures.teacher, [fixtures.teacher]);
const crowd = fixtures.joined(fixtures.student, fixtures.crowd, { polls: [fixtures.poll()] });
const taught = fixtures.joined(
  fixtures.teacher,
  fixtures.crowd,
  { polls: [fixtures.poll({ counts: [4, 11, 1], voters: 16 })] },
  { is_locked: true },
);

// All of them send; what is said of their streams is said of everybody's.
const sending = fixtures.crowd.map((person) => ({
  ...person,
  audio: true,
  video: person !== fixtures.student,
}));
const received = sending.filter(({ participant_id }) => participant_id !== fixtures.student.participant_id);
const streams = received.flatMap((person) => [
  sfu.producerOf(person, "mic"),
  sfu.producerOf(person, "camera"),
]);
const through = (me: Participant) => {
  const joined = fixtures.joined(me, sending);
  return { ...joined, media: { ...joined.media, producers: streams } };
};
const cameraOf = (person: Participant) => sfu.consumerIdOf(sfu.producerOf(person, "camera").producerId);
const weak: ServerSays = ["network-quality", sfu.weakNetwork(received)];
const speaks: ServerSays = [
  "active-speaker",
  { participantId: fixtures.assistant.participant_id, producerId: null, volume: -30 },
];
const notes: readonly ServerSays[] = [
  ["consumer-paused", { consumerId: cameraOf(fixtures.assistant), reason: "bandwidth" }],
  ["consumer-layers-changed", { consumerId: cameraOf(fixtures.teacher), layers: { spatialLayer: 0 } }],
];

const waitingList: ServerSays = [
  "waiting-list",
  {
    waiting: [
      { participant_id: data.uuid(821), full_name: "Lina Osman", since: fixtures.closedPoll.created_at },
      { participant_id: data.uuid(822), full_name: "خالد يوسف", since: fixtures.closedPoll.created_at },
    ],
  },
];

/** The button of the door has no class name that would tell it from others: it is the only one of its look. */
async function enter(page: Page) {
  await page.locator("main button:has(.lucide-door-open)").click();
}

function inside(selector: string) {
  return async (page: Page) => {
    await enter(page);
    await page.locator("[role=toolbar]").waitFor();
    if (selector) await page.locator(selector).click();
  };
}

const bar = (icon: string) => `[role=toolbar] button:has(.lucide-${icon})`;

/** Presses one after the other. */
function insideThen(...selectors: string[]) {
  return async (page: Page) => {
    await inside("")(page);
    for (const selector of selectors) await page.locator(selector).first().click();
  };
}

async function outside(page: Page) {
  await enter(page);
  await page.locator("main .lucide:not(.lucide-door-open)").first().waitFor();
}

async function switchOn(page: Page) {
  await page.locator("main button:has(.lucide-mic-off)").click();
  await page.locator("main button:has(.lucide-video-off)").click();
}

async function comeInOn(page: Page) {
  await switchOn(page);
  await page.locator("main button:has(.lucide-video)").waitFor();
  await inside("")(page);
}

function refused(name: string, join: string): PageCase {
  return { name, path, school: student, classroom: { join }, act: outside };
}

function put(name: string, then: NonNullable<ClassScript["then"]>): PageCase {
  return { name, path, school: student, classroom: { join: two, then }, act: outside };
}

const CASES: PageCase[] = [
  { name: "class-code", path: "/live", school: teacher },
  { name: "class-unknown", path: "/live/nothing-here", school: { ...student, room: null } },
  { name: "class-over", path, school: { ...student, room: fixtures.room({ state: "closed" }) } },
  { name: "class-door", path, school: student },
  {
    name: "class-door-ready",
    path,
    school: student,
    permissions: DEVICES,
    act: async (page) => {
      await switchOn(page);
      await page.locator("main summary").click();
      await page.locator("main button:has(.lucide-video)").waitFor();
    },
  },
  { name: "class-door-denied", path, school: student, act: switchOn },
  {
    name: "class-waiting",
    path,
    school: student,
    classroom: {
      join: { waiting: true, room_id: data.uuid(801), participant_id: data.uuid(811), position: 3 },
    },
    act: outside,
  },
  refused("class-locked", "ROOM_LOCKED"),
  refused("class-full", "ROOM_FULL"),
  refused("class-devices", "DEVICE_LIMIT"),
  refused("class-banned", "REMOVED_FROM_ROOM"),
  put("class-denied", [["join-denied", { reason: null }]]),
  put("class-replaced", [["session-replaced", {}]]),
  put("class-removed", [
    ["moderation", { action: "remove-participant", by: data.uuid(812), kind: null, reason: "Wrong group" }],
  ]),
  put("class-ended", [
    ["class-ended", { reason: "host", recording_id: data.uuid(302), presence_seconds: 2_530 }],
  ]),
  {
    name: "class-left",
    path,
    school: student,
    classroom: { join: two },
    act: async (page) => {
      await inside(bar("log-out"))(page);
      await page.locator("main .lucide-door-open").first().waitFor();
    },
  },
  {
    name: "class-alone",
    path,
    school: teacher,
    classroom: { join: alone },
    permissions: DEVICES,
    act: comeInOn,
  },
  { name: "class-two", path, school: student, classroom: { join: two }, permissions: DEVICES, act: comeInOn },
  { name: "class-crowd", path, school: student, classroom: { join: crowd }, act: inside("") },
  {
    name: "class-screen",
    path,
    school: student,
    classroom: {
      join: fixtures.joined(fixtures.student, [{ ...fixtures.teacher, screen: true }, fixtures.student], {
        break: { started_at: "2026-10-05T08:40:00.000Z" },
      }),
    },
    act: inside(""),
  },
  {
    name: "class-chat",
    path,
    school: student,
    classroom: { join: crowd },
    act: inside(bar("message-square")),
  },
  {
    name: "class-people",
    path,
    school: teacher,
    classroom: { join: taught, then: [waitingList] },
    act: insideThen(bar("users"), "aside li:has([data-initials=YK]) [aria-haspopup=menu]"),
  },
  {
    name: "class-poll",
    path,
    school: { ...student, polls: [fixtures.closedPoll] },
    classroom: { join: crowd },
    act: async (page) => {
      await inside("")(page);
      await page.keyboard.press("l");
      await page.locator("aside form").waitFor();
    },
  },
  {
    name: "class-poll-new",
    path,
    school: teacher,
    classroom: { join: taught },
    act: async (page) => {
      await inside("")(page);
      await page.keyboard.press("l");
      await page.locator("aside button:has(.lucide-plus)").click();
    },
  },
  {
    name: "class-reconnecting",
    path,
    school: student,
    classroom: { join: two, breaks: true },
    act: async (page) => {
      await inside("")(page);
      await page.locator(".lucide-triangle-alert").waitFor();
    },
  },
  {
    name: "class-more",
    path,
    school: teacher,
    classroom: { join: taught },
    act: insideThen(bar("ellipsis")),
  },
  {
    name: "class-settings",
    path,
    school: teacher,
    classroom: { join: taught },
    act: insideThen(bar("ellipsis"), "[role=menuitem]:has(.lucide-sliders-horizontal)"),
  },
  {
    name: "class-invite",
    path,
    school: teacher,
    classroom: { join: taught },
    act: insideThen(bar("ellipsis"), "[role=menuitem]:has(.lucide-user-plus)"),
  },
  {
    name: "class-encoder",
    path,
    school: teacher,
    classroom: { join: taught },
    act: async (page) => {
      await insideThen(bar("ellipsis"), "[role=menuitem]:has(.lucide-radio-tower)")(page);
      await page.click("dialog button[type=submit]");
      await page.locator(`dialog input[value="${fixtures.madeStreamKey.stream_key}"]`).waitFor();
    },
  },
  {
    name: "class-encoder-revoke",
    path,
    school: teacher,
    classroom: { join: taught },
    act: async (page) => {
      await insideThen(bar("ellipsis"), "[role=menuitem]:has(.lucide-radio-tower)")(page);
      await page.locator("dialog li button").last().click();
      await page.locator("dialog dialog").waitFor();
    },
  },
  {
    name: "class-record",
    path,
    school: teacher,
    classroom: { join: taught },
    act: insideThen(bar("ellipsis"), "[role=menuitem]:has(.lucide-circle-dot)"),
  },
  {
    name: "class-record-stop",
    path,
    school: teacher,
    classroom: { join: { ...taught, recording: fixtures.activeRecording } },
    act: insideThen(bar("ellipsis"), "[role=menuitem]:has(.lucide-circle-stop)"),
  },
  {
    name: "class-record-stopped",
    path,
    school: teacher,
    classroom: { join: { ...taught, recording: fixtures.activeRecording } },
    act: async (page) => {
      await insideThen(bar("ellipsis"), "[role=menuitem]:has(.lucide-circle-stop)")(page);
      await page.locator("dialog button").last().click();
      await page.locator("dialog a[href^='/watch/']").waitFor();
    },
  },
  {
    name: "class-own",
    path,
    school: student,
    classroom: { join: two },
    act: insideThen(bar("ellipsis"), "[role=menuitem]:has(.lucide-settings-2)"),
  },
  {
    name: "class-keys",
    path,
    school: student,
    classroom: { join: two },
    act: async (page) => {
      await inside("")(page);
      await page.keyboard.press("?");
    },
  },
  {
    name: "class-weak",
    path,
    school: student,
    classroom: { join: through(fixtures.student), then: [weak, speaks], ofStreams: notes },
    act: async (page) => {
      await inside("")(page);
      // The one that is only small, and not paused, is spoken of when it lasts.
      await page.locator("[data-tile] .lucide-gauge").waitFor();
    },
  },
  {
    name: "class-speaker",
    path,
    school: student,
    storage: { "vtp.class": JSON.stringify({ stage: "speaker" }) },
    classroom: { join: through(fixtures.student), then: [speaks], ofStreams: notes },
    act: async (page) => {
      await inside("")(page);
      await page.locator("[data-tile] .lucide-pause").waitFor();
    },
  },
  {
    name: "class-connection",
    path,
    school: student,
    classroom: { join: through(fixtures.student), then: [weak] },
    act: insideThen("header button:has(.lucide-signal-low)"),
  },
  {
    name: "class-network",
    path,
    school: teacher,
    classroom: { join: through(fixtures.teacher), then: [weak] },
    act: async (page) => {
      await inside(bar("users"))(page);
      await page.locator("aside li .lucide-signal-medium").first().waitFor();
    },
  },
  {
    name: "class-statistics",
    path,
    school: teacher,
    classroom: { join: through(fixtures.teacher), then: [weak] },
    act: async (page) => {
      await insideThen(
        bar("users"),
        "aside li:has([data-initials=YK]) [aria-haspopup=menu]",
        "[role=menuitem]:has(.lucide-activity)",
      )(page);
      await page.locator("dialog table").waitFor();
    },
  },
  { name: "class-leave", path, school: teacher, classroom: { join: taught }, act: inside(bar("log-out")) },
];

/** At the moment of which the fixtures speak; the clock stands still, as counting seconds would change the pictures. */
export const CLASS_PAGES: PageCase[] = CASES.map((page) => ({ clock: fixtures.NOW, ...page }));
