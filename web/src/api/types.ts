// Requests and answers of the API. Everything else in the application takes its API types from here.

export interface Page {
  total: number;
  limit: number;
  offset: number;
}

export type Paged<Name extends string, Item> = Page & Record<Name, Item[]>;

// ---- accounts ----

export type AccountRole = "student" | "teacher" | "admin";
export type AccountStatus = "active" | "disabled" | "deleted";
export type ApprovalStatus = "approved" | "pending" | "rejected";

export interface Profile {
  user_id: string;
  email: string;
  full_name: string;
  phone: string | null;
  role: AccountRole;
  requested_role: AccountRole | null;
  approval_status: ApprovalStatus;
  locale: string;
  totp_enabled: boolean;
  created_at: string;
  last_login_at: string | null;
}

export interface Registration {
  email: string;
  password: string;
  full_name: string;
  phone?: string;
  role?: AccountRole;
  locale?: string;
  bootstrap_token?: string;
}

export interface RegistrationAnswer {
  user_id: string;
  role: AccountRole;
  requested_role: AccountRole | null;
  approval_status: ApprovalStatus;
  message: string;
}

export interface Credentials {
  email: string;
  password: string;
  remember: boolean;
}

export interface ProfileChange {
  full_name?: string;
  phone?: string | null;
  locale?: string;
}

export interface PasswordChange {
  current_password: string;
  new_password: string;
}

export interface Session {
  session_id: string;
  client: string;
  device_name: string | null;
  ip: string;
  user_agent: string;
  created_at: string;
  last_used_at: string;
  expires_at: string;
  current: boolean;
}

export interface ServerConfig {
  name: string;
  version: string;
  registration: { enabled: boolean; teacher: "approve" | "open"; first_account: boolean };
  features: string[];
  locales: string[];
}

export interface User extends Profile {
  status: AccountStatus;
  locked_until: string | null;
  session_count: number;
  storage_bytes: number;
}

export interface FoundUser {
  user_id: string;
  full_name: string;
  email: string;
  role: AccountRole;
}

export interface ResetLink {
  url: string;
  expires_at: string;
}

export interface NewUser {
  email: string;
  full_name: string;
  role: AccountRole;
  password?: string;
}

export interface CreatedUser extends User {
  setup_url?: string | null;
}

// ---- courses ----

export type CourseStatus = "draft" | "active" | "archived" | "completed";
export type EnrollmentPolicy = "open" | "key" | "closed";
export type EnrollmentStatus = "active" | "completed" | "dropped" | "suspended";
export type CourseRole = "admin" | "instructor" | "ta" | "student" | "viewer";

export interface Course {
  id: string;
  code: string;
  name: string;
  description: string | null;
  instructor_id: string;
  instructor_name: string;
  department: string | null;
  semester: string;
  year: number;
  status: CourseStatus;
  max_students: number;
  enrollment_policy: EnrollmentPolicy;
  enrolled_count: number;
  recording_count: number;
  my_role: CourseRole | null;
  is_enrolled: boolean;
  created_at: string;
  updated_at: string;
}

export interface Lecture {
  id: string;
  course_id: string;
  recording_id: string;
  lecture_number: number | null;
  lecture_title: string | null;
  sequence_order: number;
  is_published: boolean;
  is_required: boolean;
  allow_download: boolean;
  published_at: string | null;
  created_at: string;
  title: string;
  duration_seconds: number | null;
  streaming_ready: boolean;
  thumbnail_url: string | null;
  my_coverage_percent: number;
  my_position_seconds: number;
}

export interface CourseDetail extends Course {
  recordings: Lecture[];
  my_progress_percent: number;
}

export interface CourseFields {
  code: string;
  name: string;
  description: string | null;
  department: string | null;
  semester: string;
  year: number;
  max_students: number;
  status: CourseStatus;
  enrollment_policy: EnrollmentPolicy;
  enrollment_key?: string;
}

export interface Enrollment {
  id: string;
  student_id: string;
  full_name: string;
  email: string;
  enrollment_date: string;
  status: EnrollmentStatus;
  attendance_rate: number | null;
  avg_completion_percent: number;
  last_activity_at: string | null;
}

export interface MyEnrollment {
  id: string;
  course_id: string;
  status: EnrollmentStatus;
  enrollment_date: string;
  course: Course;
  my_progress_percent: number;
}

export interface Permission {
  id: string;
  course_id: string;
  user_id: string;
  role: CourseRole;
  full_name: string;
  email: string;
  created_at: string;
}

export interface CourseStats {
  total_students: number;
  total_recordings: number;
  published_recordings: number;
  unique_viewers: number;
  total_views: number;
  total_watch_time_seconds: number;
  last_accessed: string | null;
  average_engagement: number;
  average_completion: number;
  attendance_rate: number | null;
}

export interface LectureChange {
  lecture_number?: number | null;
  lecture_title?: string | null;
  is_required?: boolean;
  allow_download?: boolean;
}

// ---- recordings ----

export type RecordingStatus =
  "pending" | "recording" | "processing" | "completed" | "failed" | "archived" | "deleted";
export type RecordingSource = "room" | "upload" | "whip";
export type RecordingRight = "view" | "download" | "edit" | "analytics" | "control" | "share" | "delete";

export interface RecordingCourse {
  course_id: string;
  code: string;
  name: string;
  lecture_number: number | null;
  is_published: boolean;
}

export interface Recording {
  id: string;
  title: string;
  description: string | null;
  started_by: string;
  started_by_name: string;
  source: RecordingSource;
  started_at: string;
  duration_seconds: number | null;
  status: RecordingStatus;
  file_size_bytes: number | null;
  resolution: string | null;
  error_message?: string | null;
  has_video: boolean;
  streaming_ready: boolean;
  is_live: boolean;
  courses: RecordingCourse[];
  rights: RecordingRight[];
  created_at: string;
  deleted_at: string | null;
}

export interface RecordingChange {
  title?: string;
  description?: string | null;
}

export type JobStatus = "queued" | "running" | "completed" | "failed" | "cancelled";

export interface Job {
  job_id: string;
  kind: string;
  label: string | null;
  rendition: string | null;
  status: JobStatus;
  progress: number;
  speed: number | null;
  eta_seconds: number | null;
  queue_position: number | null;
  attempts: number;
  error: string | null;
  created_at: string;
  started_at: string | null;
  finished_at: string | null;
}

export interface ListedJob extends Job {
  recording_id: string;
  title: string;
}

export interface TranscodeProgress {
  recording_id: string;
  total_jobs: number;
  completed_jobs: number;
  failed_jobs: number;
  average_progress_percent: number;
  is_complete: boolean;
  eta_seconds: number | null;
  jobs: Job[];
}

export interface ContinueWatching {
  recording_id: string;
  title: string;
  position_seconds: number;
  duration_seconds: number | null;
}
