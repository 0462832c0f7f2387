// A small school: the answers of a server with people, courses and recordings in every state.
import type {
  CalendarAddresses,
  ClassSession,
  Course,
  CourseDetail,
  CourseStats,
  Enrollment,
  Job,
  Lecture,
  MyEnrollment,
  Overview,
  UnfinishedLecture,
  Permission,
  Profile,
  Recording,
  ServerConfig,
  Session,
  TranscodeProgress,
  User,
} from "../../src/api";
import type { RecordingInfo, Rendition } from "../../src/features/player/api";

const START = "2026-09-14T08:00:00.000Z";

export function uuid(n: number): string {
  return `0195f3c2-0000-7000-8000-${String(n).padStart(12, "0")}`;
}

export function profile(role: Profile["role"], change: Partial<Profile> = {}): Profile {
  const names = { student: "Mariam Al-Sayed", teacher: "Dr. Omar Haddad", admin: "Ingrid Solheim" };
  return {
    user_id: uuid({ student: 1, teacher: 2, admin: 3 }[role]),
    email: `${role}@school.example`,
    full_name: names[role],
    phone: null,
    role,
    requested_role: null,
    approval_status: "approved",
    locale: "en",
    totp_enabled: false,
    created_at: START,
    last_login_at: START,
    ...change,
  };
}

export function user(role: Profile["role"], change: Partial<User> = {}): User {
  return {
    ...profile(role),
    status: "active",
    locked_until: null,
    session_count: 1,
    storage_bytes: 0,
    quota_bytes: null,
    ...change,
  };
}

export const users: User[] = [
  user("student", {
    user_id: uuid(4),
    full_name: "Yusuf Karim",
    email: "yusuf.karim@school.example",
    approval_status: "pending",
    requested_role: "teacher",
  }),
  user("teacher"),
  user("student"),
  user("student", {
    user_id: uuid(5),
    full_name: "نور الدين عبد الرحمن",
    email: "nour@school.example",
    status: "disabled",
    last_login_at: null,
  }),
  user("admin"),
];

export function course(n: number, change: Partial<Course> = {}): Course {
  return {
    id: uuid(100 + n),
    code: `CS${100 + n}`,
    name: "Introduction to algorithms",
    description:
      "From sorting to shortest paths: how to think about cost, and how to prove that a program is right.",
    instructor_id: uuid(2),
    instructor_name: "Dr. Omar Haddad",
    department: "Computer science",
    semester: "Fall",
    year: 2026,
    status: "active",
    max_students: 0,
    enrollment_policy: "open",
    enrolled_count: 34,
    recording_count: 12,
    my_role: null,
    is_enrolled: false,
    created_at: START,
    updated_at: START,
    ...change,
  };
}

export const courses: Course[] = [
  course(1),
  course(2, {
    code: "MATH210",
    name: "Linear algebra with applications to computer graphics and statistics",
  }),
  course(3, {
    code: "ARAB101",
    name: "مدخل إلى الأدب العربي",
    instructor_name: "د. ليلى منصور",
    semester: "الخريف",
  }),
  course(4, { code: "PHYS150", name: "Mechanics", status: "completed", year: 2025, enrolled_count: 1 }),
  course(5, { code: "BIO220", name: "Genetics", status: "draft", recording_count: 0, enrolled_count: 0 }),
  course(6, { code: "HIST130", name: "The Silk Road", recording_count: 1 }),
];

export function lecture(n: number, change: Partial<Lecture> = {}): Lecture {
  return {
    id: uuid(200 + n),
    course_id: uuid(101),
    recording_id: uuid(300 + n),
    lecture_number: n,
    lecture_title: null,
    sequence_order: n,
    is_published: true,
    is_required: true,
    allow_download: false,
    session_id: null,
    published_at: START,
    created_at: START,
    title: `Sorting, part ${n}`,
    duration_seconds: 2700 + n * 60,
    streaming_ready: true,
    status: "completed",
    thumbnail_url: `/api/v1/recordings/${uuid(300 + n)}/thumbnail`,
    my_coverage_percent: 0,
    my_position_seconds: 0,
    ...change,
  };
}

export const lectures: Lecture[] = [
  lecture(1, { title: "What an algorithm costs", my_coverage_percent: 100 }),
  lecture(2, {
    title: "Sorting by comparison, and why it cannot be faster than n log n",
    my_coverage_percent: 43,
    my_position_seconds: 1390,
  }),
  lecture(3, { title: "Heaps and priority queues", is_required: false, allow_download: true }),
  lecture(4, {
    title: "Dynamic programming",
    streaming_ready: false,
    status: "processing",
    duration_seconds: null,
    is_published: false,
  }),
];

export function courseDetail(change: Partial<CourseDetail> = {}): CourseDetail {
  return {
    ...course(1),
    recordings: lectures,
    my_progress_percent: 48,
    next_session: null,
    live_room: null,
    ...change,
  };
}

/** One of a course that is under way, one that stands alone. */
export const unfinished: UnfinishedLecture[] = [
  {
    recording_id: uuid(302),
    course_id: uuid(101),
    title: "Sorting by comparison, and why it cannot be faster than n log n",
    thumbnail_url: `/api/v1/recordings/${uuid(302)}/thumbnail`,
    position_seconds: 1390,
    duration_seconds: 2820,
  },
  {
    recording_id: uuid(331),
    course_id: null,
    title: "الشعر الجاهلي: المعلقات",
    thumbnail_url: `/api/v1/recordings/${uuid(331)}/thumbnail`,
    position_seconds: 610,
    duration_seconds: 2760,
  },
];

export const myEnrollments: MyEnrollment[] = courses.slice(0, 4).map((course, index) => ({
  id: uuid(900 + index),
  course_id: course.id,
  student_id: uuid(1),
  status: "active",
  enrollment_date: course.created_at,
  course,
  // One is done, two are under way, one was not begun.
  my_progress_percent: [48, 100, 15, 0][index] ?? 0,
  attendance_rate: null,
  next_session: null,
}));

/** When the calendar is looked at. */
export const CLASS_DAY = "2026-09-16T07:50:00.000Z";

export function classSession(n: number, change: Partial<ClassSession> = {}): ClassSession {
  return {
    id: uuid(1000 + n),
    course_id: uuid(101),
    series_id: null,
    title: "Greedy algorithms",
    description: null,
    starts_at: "2026-09-16T07:30:00.000Z",
    ends_at: "2026-09-16T09:00:00.000Z",
    timezone: "Africa/Cairo",
    status: "scheduled",
    room: null,
    recording_ids: [],
    actual_start: null,
    actual_end: null,
    auto_record: false,
    my_attendance: null,
    created_at: START,
    updated_at: START,
    ...change,
  };
}

export const liveRoom = { room_id: uuid(1100), join_code: "abc-defg-hjk", participant_count: 34 };

/** On the morning of CLASS_DAY. */
export function overviewOf(sessions: readonly ClassSession[]): Overview {
  return {
    live_now: sessions
      .filter(({ status }) => status === "live")
      .map(({ course_id, title }) => ({ room_id: liveRoom.room_id, course_id, title })),
    upcoming: sessions
      .filter(({ status, starts_at }) => status === "scheduled" && starts_at > CLASS_DAY)
      .map((session) => ({ ...session, course_code: course(1).code, course_name: course(1).name })),
    continue_watching: unfinished,
    alerts: 0,
  };
}

export const calendarAddresses: CalendarAddresses = {
  url: "https://school.example/api/v1/users/me/calendar.ics?token=2v8Kx0pRr3QwUe",
  course_url_pattern: "https://school.example/api/v1/courses/{course_id}/calendar.ics?token=2v8Kx0pRr3QwUe",
};

/** Around CLASS_DAY, in the order of their times. */
export const classSessions: ClassSession[] = [
  classSession(1, {
    title: "What an algorithm costs",
    starts_at: "2026-09-07T07:30:00.000Z",
    ends_at: "2026-09-07T09:00:00.000Z",
    status: "ended",
    recording_ids: [uuid(301)],
    my_attendance: 92,
  }),
  classSession(2, {
    title: "Questions before the first sheet",
    starts_at: "2026-09-09T07:30:00.000Z",
    ends_at: "2026-09-09T08:00:00.000Z",
  }),
  classSession(3, { status: "live", room: liveRoom }),
  classSession(4, {
    title: "Exercises: exchange arguments and how to find them without guessing",
    description: "Bring the second sheet.",
    series_id: uuid(1200),
    timezone: "Europe/Berlin",
    starts_at: "2026-09-16T13:00:00.000Z",
    ends_at: "2026-09-16T14:30:00.000Z",
  }),
  classSession(5, {
    title: "Guest lecture",
    starts_at: "2026-09-17T15:00:00.000Z",
    ends_at: "2026-09-17T16:00:00.000Z",
    status: "cancelled",
  }),
  classSession(6, {
    title: "البرمجة الديناميكية",
    series_id: uuid(1200),
    starts_at: "2026-09-23T07:30:00.000Z",
    ends_at: "2026-09-23T09:00:00.000Z",
  }),
];

export const courseStats: CourseStats = {
  course_id: uuid(101),
  course_name: "Introduction to algorithms",
  total_students: 34,
  total_recordings: 12,
  published_recordings: 9,
  unique_viewers: 31,
  total_views: 1204,
  total_watch_time_seconds: 412_300,
  last_accessed: "2026-09-20T10:00:00.000Z",
  average_engagement: 64.2,
  average_completion: 71.5,
  attendance_rate: null,
  total_sessions: 0,
  held_sessions: 0,
};

export const enrollments: Enrollment[] = [
  ["Mariam Al-Sayed", "active", 72],
  ["Jonas Weber", "completed", 100],
  ["نور الدين عبد الرحمن", "suspended", 8],
  ["Beatriz de Oliveira Santos", "dropped", 0],
].map(([name, status, percent], index) => ({
  id: uuid(400 + index),
  student_id: uuid(500 + index),
  full_name: String(name),
  email: `student${index}@school.example`,
  enrollment_date: START,
  status: status as Enrollment["status"],
  attendance_rate: null,
  avg_completion_percent: Number(percent),
  last_activity_at: index === 3 ? null : START,
}));

export const team: Permission[] = [
  {
    id: uuid(600),
    course_id: uuid(101),
    user_id: uuid(6),
    role: "ta",
    full_name: "Sofia Lindqvist",
    email: "sofia@school.example",
    created_at: START,
  },
];

export function recording(n: number, change: Partial<Recording> = {}): Recording {
  return {
    id: uuid(300 + n),
    room_id: null,
    session_id: null,
    title: "What an algorithm costs",
    description: null,
    started_by: uuid(2),
    started_by_name: "Dr. Omar Haddad",
    source: "upload",
    started_at: START,
    stopped_at: null,
    duration_seconds: 2760,
    status: "completed",
    format: "mp4",
    file_size_bytes: 734_003_200,
    mime_type: "video/mp4",
    resolution: "1920x1080",
    frame_rate: 30,
    bitrate_kbps: 2100,
    codecs: "avc1.640028,mp4a.40.2",
    error_message: null,
    has_video: true,
    streaming_ready: true,
    is_live: false,
    metadata: {},
    courses: [
      {
        course_id: uuid(101),
        code: "CS101",
        name: "Introduction to algorithms",
        lecture_number: 1,
        is_published: true,
      },
    ],
    rights: ["view", "download", "edit", "analytics", "control", "share", "delete"],
    created_at: START,
    updated_at: START,
    deleted_at: null,
    ...change,
  };
}

function rendition(height: number, bitrate_kbps: number, state: Rendition["state"] = "ready"): Rendition {
  return {
    name: `${height}p`,
    label: null,
    kind: "video",
    width: Math.round((height * 16) / 9),
    height,
    frame_rate: 30,
    bitrate_kbps,
    codecs: "avc1.42c00a",
    state,
    mb_per_hour: Math.round(bitrate_kbps * 0.45),
  };
}

const soundRendition: Rendition = {
  ...rendition(0, 128),
  name: "audio",
  kind: "audio",
  width: null,
  height: null,
  frame_rate: null,
  codecs: "mp4a.40.2",
};

/** The second lecture of the course, watched for a while by a student. */
export function recordingInfo(change: Partial<RecordingInfo> = {}): RecordingInfo {
  const root = `/api/v1/recordings/${uuid(302)}`;
  return {
    id: uuid(302),
    title: "Sorting by comparison, and why it cannot be faster than n log n",
    description:
      "Why every way of sorting that only compares needs n log n questions in the worst case.\n\nRead chapter 8 first.",
    status: "completed",
    duration_seconds: 2820,
    file_size_bytes: 734_003_200,
    started_at: START,
    stopped_at: null,
    created_at: START,
    mime_type: "video/mp4",
    format: "mp4",
    has_video: true,
    streaming_ready: true,
    streaming_url: `${root}/stream/master.m3u8`,
    playlist_url: `${root}/stream/playlist.m3u8`,
    dash_url: `${root}/stream/manifest.mpd`,
    live_url: null,
    thumbnail_url: `${root}/thumbnail`,
    storyboard_url: null,
    is_live: false,
    error_message: null,
    renditions: [rendition(720, 2100), rendition(480, 1100), rendition(240, 350), soundRendition],
    captions: [],
    chapters: 0,
    edit_version: 1,
    media_token: "token",
    media_token_expires_at: START,
    resume_position_seconds: 1390,
    completed: false,
    coverage_percent: 43,
    rights: ["view"],
    analytics: {
      total_sessions: 40,
      unique_viewers: 31,
      total_playtime: 81_000,
      average_playtime: 2025,
      last_accessed_at: START,
    },
    ...change,
  };
}

export const recordings: Recording[] = [
  recording(4, {
    title: "Dynamic programming",
    status: "processing",
    streaming_ready: false,
    duration_seconds: null,
    courses: [],
  }),
  recording(1),
  recording(7, {
    title: "lecture_final_FINAL2.mov",
    status: "failed",
    streaming_ready: false,
    duration_seconds: null,
    error_message: "The file ends in the middle: the upload or the recording was cut off.",
    courses: [],
  }),
];

export const trash: Recording[] = [
  recording(8, {
    title: "First try",
    status: "deleted",
    streaming_ready: false,
    courses: [],
    deleted_at: START,
  }),
  recording(9, { title: "Rehearsal", status: "deleted", courses: [], deleted_at: START }),
];

export function job(n: number, change: Partial<Job> = {}): Job {
  return {
    job_id: uuid(700 + n),
    kind: "transcode",
    label: "Medium",
    bitrate: 2000,
    rendition: "720p",
    status: "running",
    progress: 41,
    speed: 3.2,
    eta_seconds: 320,
    queue_position: null,
    attempts: 1,
    error: null,
    output: null,
    created_at: START,
    started_at: START,
    finished_at: null,
    ...change,
  };
}

export const transcodeProgress: TranscodeProgress = {
  recording_id: uuid(304),
  total_jobs: 3,
  completed_jobs: 1,
  failed_jobs: 0,
  average_progress_percent: 57,
  is_complete: false,
  eta_seconds: 320,
  jobs: [job(1), job(2, { status: "queued", progress: 0, queue_position: 1 })],
  queue_stats: {
    pending_jobs: 1,
    running_jobs: 1,
    total_jobs: 2,
    max_concurrent: 1,
    utilization_pct: 100,
    active_jobs: 1,
    workers: 1,
  },
  timestamp: START,
};

export const jobs: Job[] = [
  { ...job(1), recording_id: uuid(304), title: "Dynamic programming" },
  { ...job(2, { status: "queued", progress: 0 }), recording_id: uuid(304), title: "Dynamic programming" },
  {
    ...job(3, { status: "failed", kind: "probe", rendition: null, error: "The file ends in the middle." }),
    recording_id: uuid(307),
    title: "lecture_final_FINAL2.mov",
  },
  {
    ...job(4, { status: "completed", progress: 100 }),
    recording_id: uuid(301),
    title: "What an algorithm costs",
  },
];

export const sessions: Session[] = [
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/150.0 Safari/537.36",
  "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605 Version/19 Safari/604",
].map((user_agent, index) => ({
  session_id: uuid(800 + index),
  client: "web",
  device_name: null,
  ip: `192.0.2.${index + 7}`,
  user_agent,
  created_at: START,
  last_used_at: START,
  expires_at: START,
  current: index === 0,
}));

export const config: ServerConfig = {
  name: "Cedar School",
  version: "0.1.0",
  registration: { enabled: true, teacher: "approve", first_account: false },
  password_rules: { min_bytes: 8, max_bytes: 72, must_contain: ["upper", "lower", "digit"] },
  limits: { upload_max_bytes: 21_474_836_480 },
  features: [],
  locales: ["en", "ar"],
};
