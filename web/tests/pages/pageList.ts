// Every page in every state that looks different, and what is done on it before it is looked at.
import type { Page } from "playwright-core";
import * as data from "../support/fixtures";
import type { ClassScript } from "../support/classMock";
import type { School } from "../support/mockServer";
import { chooseFiles, interruptedUpload } from "../support/uploads";

export interface PageCase {
  name: string;
  path: string;
  school: School;
  /** What local storage holds already. */
  storage?: Record<string, string>;
  /** The time there, in Cairo; the present one if it does not matter. */
  clock?: string;
  /** What the real-time server of a class does. */
  classroom?: ClassScript;
  /** What the browser grants; everything else is denied. */
  permissions?: string[];
  act?: (page: Page) => Promise<void>;
}

const stranger: School = { user: null };
const student: School = { user: data.profile("student") };
const teacher: School = { user: data.profile("teacher") };
const admin: School = { user: data.profile("admin") };

const studentCourse = data.courseDetail({
  my_role: "student",
  is_enrolled: true,
  recordings: data.lectures
    .filter((lecture) => lecture.recording_id !== data.uuid(303))
    .map((lecture) => ({ ...lecture, is_published: true })),
});
const teacherCourse = data.courseDetail({ my_role: "instructor" });
const asStudent: School = { ...student, course: studentCourse };
const asTeacher: School = { ...teacher, course: teacherCourse };
const course = `/courses/${data.uuid(101)}`;
const watch = `/watch/${data.uuid(302)}`;
const watchInCourse = `${watch}?course=${data.uuid(101)}`;

const clock = data.CLASS_DAY;

/** While a class of the course is live. */
function inClass(school: School): School {
  return { ...school, course: { ...studentCourse, ...school.course, live_room: data.liveRoom } };
}

const unprepared = {
  streaming_ready: false,
  renditions: [],
  resume_position_seconds: 0,
  coverage_percent: 0,
};
const owned = data.recordingInfo({
  rights: ["view", "download", "edit", "analytics", "control", "share", "delete"],
});

const { renditions } = data.recordingInfo();
const withScreen: School = {
  ...asStudent,
  watched: data.recordingInfo({ renditions: [...renditions, data.screenRendition] }),
};

const MENU = "[aria-haspopup=menu]";

const press = (selector: string) => (page: Page) => page.locator(selector).first().click();

/** A menu that can only be pressed once the lecture is loaded. */
async function openQualities(page: Page) {
  await page.locator("[data-resume]").waitFor();
  await page.locator(`video ~ * ${MENU}`).last().click();
}

async function openDock(page: Page) {
  await chooseFiles(page);
  await page.locator("header a[href='/courses']").click();
  await page.locator("aside [aria-expanded]").click();
}

async function scheduleSeries(page: Page) {
  await press("main button:has(.lucide-calendar-plus)")(page);
  await page.locator("dialog select[name=every]").selectOption("2");
  await page.locator("dialog select[name=timezone]").selectOption("Europe/Berlin");
  await press("dialog button[type=submit]")(page);
}

async function makeFeed(page: Page) {
  await press("main button:has(.lucide-calendar-sync)")(page);
  await press("dialog button:has(.lucide-calendar-sync)")(page);
  await page.locator("dialog input").first().waitFor();
}

const uploading = {
  path: "/recordings",
  school: teacher,
  storage: interruptedUpload(data.uuid(2)),
};

export const PAGES: PageCase[] = [
  { name: "sign-in", path: "/sign-in?return=%2Fcourses", school: stranger },
  { name: "sign-up", path: "/sign-up", school: stranger },
  { name: "sign-up-first", path: "/sign-up", school: { ...stranger, firstAccount: true } },
  { name: "reset-password", path: "/reset-password?token=abc", school: stranger },

  { name: "home-student", path: "/", school: student },
  {
    name: "home-empty",
    path: "/",
    school: { user: data.profile("student", { approval_status: "pending" }), empty: true },
  },
  { name: "home-teacher", path: "/", school: teacher },
  {
    name: "home-live",
    path: "/",
    school: { ...student, overview: data.overviewOf(data.classSessions) },
    clock,
  },
  { name: "account-menu", path: "/", school: admin, act: press(`header ${MENU}`) },

  { name: "courses", path: "/courses", school: teacher },
  { name: "courses-empty", path: "/courses?q=nothing", school: { ...student, empty: true } },
  { name: "courses-broken", path: "/courses", school: { ...student, broken: 500 } },
  { name: "course-new", path: "/courses/new", school: teacher },
  {
    name: "course-stranger",
    path: course,
    school: { ...student, course: data.courseDetail({ enrollment_policy: "key", recordings: [] }) },
  },
  { name: "course-student", path: course, school: asStudent },
  { name: "course-teacher", path: course, school: asTeacher },
  {
    name: "course-draft",
    path: course,
    school: { ...teacher, course: { ...teacherCourse, status: "draft", recordings: [] } },
  },
  { name: "classes-student", path: `${course}/sessions`, school: inClass(asStudent), clock },
  { name: "classes-teacher", path: `${course}/sessions`, school: inClass(asTeacher), clock },
  { name: "classes-week", path: `${course}/sessions?view=week`, school: inClass(asStudent), clock },
  {
    name: "classes-empty",
    path: `${course}/sessions`,
    school: { ...asTeacher, empty: true },
  },
  {
    name: "class-schedule",
    path: `${course}/sessions`,
    school: inClass(asTeacher),
    clock,
    act: scheduleSeries,
  },
  {
    name: "class-cancel",
    path: `${course}/sessions/${data.uuid(1004)}`,
    school: asTeacher,
    clock,
    act: async (page) => {
      await press(`main ${MENU}`)(page);
      await press("[role=menuitem]:last-child")(page);
    },
  },
  { name: "class-feed", path: `${course}/sessions`, school: asStudent, clock, act: makeFeed },
  { name: "class-soon", path: `${course}/sessions/${data.uuid(1004)}`, school: asStudent, clock },
  { name: "course-people", path: `${course}/people`, school: asTeacher },
  { name: "course-insights", path: `${course}/insights`, school: asTeacher },
  { name: "course-settings", path: `${course}/settings`, school: asTeacher },

  { name: "watch", path: watchInCourse, school: asStudent },
  { name: "watch-qualities", path: watchInCourse, school: asStudent, act: openQualities },
  {
    name: "watch-shortcuts",
    path: watchInCourse,
    school: asStudent,
    act: (page) => page.keyboard.press("?"),
  },
  { name: "watch-two-pictures", path: watchInCourse, school: withScreen },
  {
    name: "watch-two-pictures-swapped",
    path: watchInCourse,
    school: withScreen,
    act: async (page) => {
      await page.keyboard.press("x");
      await page.keyboard.press("e");
    },
  },
  { name: "watch-alone", path: watch, school: { ...teacher, watched: owned } },
  { name: "watch-owner", path: watchInCourse, school: { ...asTeacher, watched: owned } },
  {
    name: "watch-more-coming",
    path: watchInCourse,
    school: { ...asTeacher, watched: { ...owned, status: "processing" } },
  },
  {
    name: "watch-waiting",
    path: watchInCourse,
    school: { ...asTeacher, watched: { ...owned, ...unprepared, status: "processing" } },
  },
  {
    name: "watch-failed",
    path: watchInCourse,
    school: {
      ...asTeacher,
      watched: {
        ...owned,
        ...unprepared,
        status: "failed",
        error_message: "The file ends in the middle: the upload or the recording was cut off.",
      },
    },
  },
  { name: "watch-no-access", path: watchInCourse, school: { ...asStudent, watched: null } },
  {
    name: "watch-sound",
    path: watch,
    school: { ...student, watched: data.recordingInfo({ has_video: false }) },
  },

  { name: "recordings", path: "/recordings", school: teacher },
  { name: "recording-menu", path: "/recordings", school: teacher, act: press(`main ${MENU}`) },
  { name: "recordings-trash", path: "/recordings/trash", school: teacher },
  { name: "recordings-empty", path: "/recordings", school: { ...teacher, empty: true } },
  { name: "uploads", ...uploading, act: chooseFiles },
  { name: "upload-dock", ...uploading, act: openDock },

  { name: "settings-profile", path: "/settings/profile", school: student },
  { name: "settings-password", path: "/settings/password", school: student },
  { name: "settings-sessions", path: "/settings/sessions", school: student },
  { name: "admin-users", path: "/admin/users", school: admin },
  {
    name: "admin-create-user",
    path: "/admin/users",
    school: admin,
    act: press("main button:has(.lucide-user-plus)"),
  },
  { name: "admin-jobs", path: "/admin/jobs", school: admin },
  { name: "help", path: "/help#classes", school: student },
  { name: "forbidden", path: "/admin/users", school: student },
  { name: "not-found", path: "/nowhere", school: student },
];
