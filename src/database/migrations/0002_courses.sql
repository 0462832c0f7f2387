-- Courses, who takes part in them, and when they meet.

CREATE TABLE courses (
  id TEXT PRIMARY KEY CHECK (length(id) = 36),
  code TEXT NOT NULL,
  code_key TEXT NOT NULL,
  name TEXT NOT NULL,
  description TEXT,
  instructor_id TEXT NOT NULL REFERENCES users (id) ON DELETE RESTRICT,
  department TEXT,
  semester TEXT NOT NULL,
  year INTEGER NOT NULL CHECK (year BETWEEN 2020 AND 2100),
  status TEXT NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'active', 'archived', 'completed')),
  max_students INTEGER NOT NULL DEFAULT 0 CHECK (max_students >= 0),
  enrollment_policy TEXT NOT NULL DEFAULT 'open' CHECK (enrollment_policy IN ('open', 'key', 'closed')),
  enrollment_key_hash TEXT,
  settings TEXT NOT NULL DEFAULT '{}',
  deleted_at BIGINT,
  search_text TEXT NOT NULL DEFAULT '',
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX courses_code_key ON courses (code_key) WHERE deleted_at IS NULL;
CREATE INDEX courses_instructor ON courses (instructor_id);
CREATE INDEX courses_semester_year ON courses (semester, year);
CREATE INDEX courses_status ON courses (status);

CREATE TABLE course_enrollments (
  id TEXT PRIMARY KEY CHECK (length(id) = 36),
  course_id TEXT NOT NULL REFERENCES courses (id) ON DELETE CASCADE,
  student_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  enrollment_date BIGINT NOT NULL,
  status TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'completed', 'dropped', 'suspended')),
  created_by TEXT REFERENCES users (id) ON DELETE SET NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  UNIQUE (course_id, student_id)
);
CREATE INDEX course_enrollments_student ON course_enrollments (student_id);
CREATE INDEX course_enrollments_course_status ON course_enrollments (course_id, status);
CREATE INDEX course_enrollments_created_by ON course_enrollments (created_by);

CREATE TABLE course_permissions (
  id TEXT PRIMARY KEY CHECK (length(id) = 36),
  course_id TEXT NOT NULL REFERENCES courses (id) ON DELETE CASCADE,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  role TEXT NOT NULL CHECK (role IN ('admin', 'instructor', 'ta', 'student', 'viewer')),
  granted_by TEXT REFERENCES users (id) ON DELETE SET NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  UNIQUE (course_id, user_id)
);
CREATE INDEX course_permissions_user ON course_permissions (user_id);
CREATE INDEX course_permissions_course_role ON course_permissions (course_id, role);
CREATE INDEX course_permissions_granted_by ON course_permissions (granted_by);

CREATE TABLE class_sessions (
  id TEXT PRIMARY KEY CHECK (length(id) = 36),
  course_id TEXT NOT NULL REFERENCES courses (id) ON DELETE CASCADE,
  series_id TEXT,
  title TEXT NOT NULL,
  description TEXT,
  starts_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL,
  timezone TEXT NOT NULL,
  status TEXT NOT NULL DEFAULT 'scheduled' CHECK (status IN ('scheduled', 'live', 'ended', 'cancelled')),
  actual_start BIGINT,
  actual_end BIGINT,
  auto_record SMALLINT NOT NULL DEFAULT 0 CHECK (auto_record IN (0, 1)),
  thresholds TEXT NOT NULL DEFAULT '{}',
  ical_sequence INTEGER NOT NULL DEFAULT 0,
  created_by TEXT REFERENCES users (id) ON DELETE SET NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  CHECK (ends_at > starts_at)
);
CREATE INDEX class_sessions_course_starts_at ON class_sessions (course_id, starts_at);
CREATE INDEX class_sessions_series ON class_sessions (series_id);
CREATE INDEX class_sessions_status ON class_sessions (status);
CREATE INDEX class_sessions_created_by ON class_sessions (created_by);

CREATE TABLE rooms (
  id TEXT PRIMARY KEY CHECK (length(id) = 36),
  join_code TEXT NOT NULL,
  name TEXT NOT NULL,
  course_id TEXT REFERENCES courses (id) ON DELETE SET NULL,
  session_id TEXT REFERENCES class_sessions (id) ON DELETE SET NULL,
  host_id TEXT NOT NULL REFERENCES users (id) ON DELETE RESTRICT,
  state TEXT NOT NULL DEFAULT 'created' CHECK (state IN ('created', 'active', 'closed')),
  media_mode TEXT NOT NULL CHECK (media_mode IN ('p2p', 'sfu')),
  access TEXT NOT NULL CHECK (access IN ('course', 'link')),
  waiting_room TEXT NOT NULL CHECK (waiting_room IN ('off', 'non_members', 'everyone')),
  is_locked SMALLINT NOT NULL DEFAULT 0 CHECK (is_locked IN (0, 1)),
  max_participants INTEGER NOT NULL,
  settings TEXT NOT NULL DEFAULT '{}',
  opened_at BIGINT,
  empty_since BIGINT,
  closed_at BIGINT,
  close_reason TEXT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX rooms_join_code ON rooms (join_code) WHERE closed_at IS NULL;
CREATE INDEX rooms_course ON rooms (course_id);
CREATE INDEX rooms_session ON rooms (session_id);
CREATE INDEX rooms_host ON rooms (host_id);
CREATE INDEX rooms_state ON rooms (state);
