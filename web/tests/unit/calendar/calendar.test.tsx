// The calendar of a course, as those who learn and those who teach use it.
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ClassSession } from "../../../src/api";
import { mockFetch } from "../../support/fetchMock";
import {
  CLASS_DAY,
  calendarAddresses,
  classSession,
  classSessions,
  courseDetail,
  liveRoom,
  overviewOf,
  profile,
  uuid,
} from "../../support/fixtures";
import { failure, mockServer, type MockAnswer } from "../../support/mockServer";
import { renderApp } from "../../support/render";

const CALENDAR = `/courses/${uuid(101)}/sessions`;
const SERIES_CLASS = `${CALENDAR}/${uuid(1004)}`;

beforeEach(() => vi.useFakeTimers({ toFake: ["Date"], now: new Date(CLASS_DAY) }));

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

type Answers = Record<string, () => MockAnswer>;

function open(role: "student" | "teacher", path: string, answers: Answers = {}) {
  const my_role = role === "teacher" ? "instructor" : "student";
  const course = courseDetail({ my_role, live_room: liveRoom });
  const seen = mockFetch(answers, mockServer({ user: profile(role), course }));
  return { ...renderApp(path), seen };
}

describe("the calendar of a student", () => {
  it("shows what is live with a way in, what comes, and what was", async () => {
    open("student", CALENDAR);
    const live = await screen.findByRole("link", { name: "Join Greedy algorithms" });
    expect(live.getAttribute("href")).toBe("/live/abc-defg-hjk");
    const soon = screen.getByRole("link", { name: /^Exercises/ }).closest("li");
    expect(soon?.textContent).toMatch(/Starts in 5 hours/);
    expect(screen.getByText("Not held")).toBeTruthy();
    expect(screen.getByText("you attended 92%")).toBeTruthy();
    expect(screen.getByRole("link", { name: "Watch What an algorithm costs" })).toBeTruthy();
  });

  it("offers nothing that only teachers may do", async () => {
    open("student", CALENDAR);
    await screen.findByText("Upcoming classes");
    expect(screen.queryByRole("button", { name: "Schedule a class" })).toBeNull();
    expect(screen.queryByRole("button", { name: /^More actions/ })).toBeNull();
  });

  it("says whom to wait for when nothing is planned", async () => {
    mockFetch(
      {},
      mockServer({ user: profile("student"), course: courseDetail({ my_role: "student" }), empty: true }),
    );
    renderApp(CALENDAR);
    expect(await screen.findByText("No classes are planned")).toBeTruthy();
    expect(screen.getByText("They appear here as soon as Dr. Omar Haddad plans them.")).toBeTruthy();
  });

  it("makes a link for other programs only on demand, for this course and for all", async () => {
    const { seen } = open("student", CALENDAR);
    await userEvent.click(await screen.findByRole("button", { name: "Add to your calendar" }));
    expect(seen.some(({ key }) => key.startsWith("POST"))).toBe(false);
    await userEvent.click(screen.getByRole("button", { name: "Make a link" }));
    const ofCourse = await screen.findByLabelText<HTMLInputElement>("Classes of this course");
    expect(ofCourse.value).toContain(`/courses/${uuid(101)}/calendar.ics?token=`);
    const ofAll = screen.getByLabelText<HTMLInputElement>("Classes of all your courses");
    expect(ofAll.value).toBe(calendarAddresses.url);
  });
});

describe("the home page", () => {
  it("shows what is live and what is next over all courses", async () => {
    mockFetch({}, mockServer({ user: profile("student"), overview: overviewOf(classSessions) }));
    renderApp("/");
    const join = await screen.findByRole("link", { name: "Join Greedy algorithms" });
    expect(join.getAttribute("href")).toBe(`/live/${liveRoom.room_id}`);
    const next = screen.getByRole("region", { name: "Your next classes" });
    expect(within(next).getAllByRole("listitem").length).toBe(2);
    expect(within(next).getByText("Starts in 5 hours")).toBeTruthy();
  });

  it("leads back to what was begun, beside the other lectures of its course if it has one", async () => {
    mockFetch({}, mockServer({ user: profile("teacher") }));
    renderApp("/");
    const begun = within(await screen.findByRole("region", { name: "Continue watching" }));
    const places = begun.getAllByRole("link").map((link) => link.getAttribute("href"));
    expect(places).toEqual([`/watch/${uuid(302)}?course=${uuid(101)}`, `/watch/${uuid(331)}`]);
    expect(begun.getByText("Resume at 23:10")).toBeTruthy();
    const bars = begun.getAllByRole("progressbar", { name: "Where you stopped" });
    expect(bars.map((bar) => bar.getAttribute("aria-valuenow"))).toEqual(["49", "22"]);
  });

  it("says nothing of classes and lectures where there are none", async () => {
    mockFetch({}, mockServer({ user: profile("student"), empty: true }));
    renderApp("/");
    await screen.findByText("You are not in a course yet");
    expect(screen.queryByRole("region", { name: "Your next classes" })).toBeNull();
    expect(screen.queryByRole("region", { name: "Continue watching" })).toBeNull();
  });
});

describe("a teacher", () => {
  const created: ClassSession = classSession(9, { title: "Limits" });

  it("schedules a series in a zone", async () => {
    const { seen } = open("teacher", CALENDAR, {
      [`POST /courses/${uuid(101)}/sessions`]: () => ({
        status: 201,
        body: { ...created, sessions: [created, created, created] },
      }),
    });
    await userEvent.click(await screen.findByRole("button", { name: "Schedule a class" }));
    const dialog = within(screen.getByRole("dialog"));
    await userEvent.type(dialog.getByLabelText("Title"), "Limits");
    await userEvent.selectOptions(dialog.getByLabelText("Time zone"), "Europe/Berlin");
    await userEvent.selectOptions(dialog.getByLabelText("Repeat"), "Every week");
    await userEvent.click(dialog.getByLabelText("Friday"));
    await userEvent.clear(dialog.getByLabelText("Number of classes"));
    await userEvent.type(dialog.getByLabelText("Number of classes"), "3");
    await userEvent.click(dialog.getByRole("button", { name: "Schedule a class" }));
    await screen.findByText("3 classes of “Limits” are on the calendar.");
    const sent = seen.find(({ key }) => key === `POST /courses/${uuid(101)}/sessions`);
    expect(sent?.body).toMatchObject({
      title: "Limits",
      timezone: "Europe/Berlin",
      repeat: { freq: "weekly", interval: 1, days: ["we", "fr"], count: 3 },
    });
  });

  it("moves one class of a series and takes it back", async () => {
    const moved = classSession(4, { title: "Exercises", starts_at: "2026-09-17T13:00:00.000Z" });
    const { seen } = open("teacher", SERIES_CLASS, {
      [`PUT /courses/${uuid(101)}/sessions/${uuid(1004)}`]: () => ({ status: 200, body: moved }),
    });
    await userEvent.click(await screen.findByRole("button", { name: /^More actions for Exercises/ }));
    await userEvent.click(screen.getByRole("menuitem", { name: "Move or change" }));
    const day = screen.getByLabelText("Day");
    await userEvent.clear(day);
    await userEvent.type(day, "2026-09-17");
    await userEvent.click(screen.getByRole("button", { name: "Save changes" }));
    await userEvent.click(await screen.findByRole("button", { name: "Undo" }));
    const changes = () => seen.filter(({ key }) => key.startsWith("PUT")).map(({ body }) => body);
    await waitFor(() => expect(changes()).toHaveLength(2));
    expect(changes()[0]).toMatchObject({ starts_at: "2026-09-17T13:00:00.000Z", scope: "this" });
    expect(changes()[1]).toMatchObject({ starts_at: "2026-09-16T13:00:00.000Z", scope: "this" });
  });

  it("is asked which classes of a series to cancel", async () => {
    const address = `DELETE /courses/${uuid(101)}/sessions/${uuid(1004)}`;
    const { seen } = open("teacher", SERIES_CLASS, { [address]: () => ({ status: 204 }) });
    await userEvent.click(await screen.findByRole("button", { name: /^More actions for Exercises/ }));
    await userEvent.click(screen.getByRole("menuitem", { name: "Cancel class" }));
    await userEvent.click(screen.getByLabelText("This one and those after it"));
    await userEvent.click(screen.getByRole("button", { name: "Cancel classes" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(seen.filter(({ key }) => key === address)).toHaveLength(1);
  });

  it("begins a class that nobody planned and is led into it", async () => {
    const { seen, router } = open("teacher", CALENDAR, {
      [`POST /courses/${uuid(101)}/sessions`]: () => ({
        status: 201,
        body: { ...created, sessions: [created] },
      }),
      [`POST /courses/${uuid(101)}/sessions/${created.id}/start`]: () => ({
        status: 201,
        body: { room_id: uuid(1100), join_code: "abc-defg-hjk" },
      }),
    });
    await userEvent.click(await screen.findByRole("button", { name: "Start a class now" }));
    await waitFor(() => expect(router.state.location.pathname).toBe("/live/abc-defg-hjk"));
    expect(seen.find(({ key }) => key.endsWith("/sessions"))).toBeTruthy();
  });

  it("learns why a class cannot begin and stays where they are", async () => {
    const { router } = open("teacher", CALENDAR, {
      [`POST /courses/${uuid(101)}/sessions`]: () => failure(403, "INSUFFICIENT_PERMISSIONS"),
    });
    await userEvent.click(await screen.findByRole("button", { name: "Start a class now" }));
    await screen.findByText("You are not allowed to do this.");
    expect(router.state.location.pathname).toBe(CALENDAR);
  });
});
