-- Recordings, what they are made of, where they are shown and who may see them.

CREATE TABLE recordings (
  id TEXT PRIMARY KEY CHECK (length(id) = 36),
  room_id TEXT REFERENCES rooms (id) ON DELETE SET NULL,
  session_id TEXT REFERENCES class_sessions (id) ON DELETE SET NULL,
  title TEXT NOT NULL,
  description TEXT,
  started_by TEXT NOT NULL REFERENCES users (id) ON DELETE RESTRICT,
  source TEXT NOT NULL CHECK (source IN ('room', 'upload', 'whip')),
  status TEXT NOT NULL
    CHECK (status IN ('pending', 'recording', 'processing', 'completed', 'failed', 'archived', 'deleted')),
  format TEXT NOT NULL,
  layout TEXT NOT NULL,
  started_at BIGINT NOT NULL,
  stopped_at BIGINT,
  duration_ms BIGINT,
  file_path TEXT,
  file_size_bytes BIGINT,
  mime_type TEXT,
  bitrate_kbps INTEGER,
  frame_rate_fps DOUBLE PRECISION,
  resolution TEXT,
  codecs TEXT,
  has_video SMALLINT NOT NULL DEFAULT 1 CHECK (has_video IN (0, 1)),
  streaming_ready SMALLINT NOT NULL DEFAULT 0 CHECK (streaming_ready IN (0, 1)),
  thumbnail_ms BIGINT,
  error_message TEXT,
  edit_version INTEGER NOT NULL DEFAULT 0,
  metadata TEXT NOT NULL DEFAULT '{}',
  deleted_at BIGINT,
  purge_after BIGINT,
  search_text TEXT NOT NULL DEFAULT '',
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX recordings_active_room ON recordings (room_id) WHERE status IN ('pending', 'recording');
CREATE INDEX recordings_room ON recordings (room_id);
CREATE INDEX recordings_session ON recordings (session_id);
CREATE INDEX recordings_started_by ON recordings (started_by);
CREATE INDEX recordings_status ON recordings (status);
CREATE INDEX recordings_created_at ON recordings (created_at);
CREATE INDEX recordings_started_at ON recordings (started_at);
CREATE INDEX recordings_deleted_at ON recordings (deleted_at);

CREATE TABLE renditions (
  id TEXT PRIMARY KEY CHECK (length(id) = 36),
  recording_id TEXT NOT NULL REFERENCES recordings (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  label TEXT,
  kind TEXT NOT NULL,
  width INTEGER,
  height INTEGER,
  bitrate_kbps INTEGER NOT NULL,
  frame_rate DOUBLE PRECISION,
  codecs TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('pending', 'encoding', 'ready', 'failed')),
  path TEXT NOT NULL,
  size_bytes BIGINT,
  segment_index {bytes},
  error TEXT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  UNIQUE (recording_id, name)
);

CREATE TABLE captions (
  id TEXT PRIMARY KEY CHECK (length(id) = 36),
  recording_id TEXT NOT NULL REFERENCES recordings (id) ON DELETE CASCADE,
  language TEXT NOT NULL,
  label TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('captions', 'subtitles', 'descriptions')),
  is_default SMALLINT NOT NULL CHECK (is_default IN (0, 1)),
  path TEXT NOT NULL,
  created_by TEXT REFERENCES users (id) ON DELETE SET NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  UNIQUE (recording_id, language, kind)
);
CREATE INDEX captions_created_by ON captions (created_by);

CREATE TABLE chapters (
  id TEXT PRIMARY KEY CHECK (length(id) = 36),
  recording_id TEXT NOT NULL REFERENCES recordings (id) ON DELETE CASCADE,
  start_ms BIGINT NOT NULL,
  title TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  UNIQUE (recording_id, start_ms)
);

CREATE TABLE course_recordings (
  id TEXT PRIMARY KEY CHECK (length(id) = 36),
  course_id TEXT NOT NULL REFERENCES courses (id) ON DELETE CASCADE,
  recording_id TEXT NOT NULL REFERENCES recordings (id) ON DELETE CASCADE,
  session_id TEXT REFERENCES class_sessions (id) ON DELETE SET NULL,
  lecture_number INTEGER,
  lecture_title TEXT,
  sequence_order INTEGER NOT NULL CHECK (sequence_order >= 0),
  is_published SMALLINT NOT NULL DEFAULT 0 CHECK (is_published IN (0, 1)),
  published_at BIGINT,
  is_required SMALLINT NOT NULL DEFAULT 1 CHECK (is_required IN (0, 1)),
  allow_download SMALLINT NOT NULL DEFAULT 0 CHECK (allow_download IN (0, 1)),
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  UNIQUE (course_id, recording_id)
);
CREATE INDEX course_recordings_recording ON course_recordings (recording_id);
CREATE INDEX course_recordings_order ON course_recordings (course_id, sequence_order);
CREATE INDEX course_recordings_session ON course_recordings (session_id);

CREATE TABLE recording_shares (
  id TEXT PRIMARY KEY CHECK (length(id) = 36),
  recording_id TEXT NOT NULL REFERENCES recordings (id) ON DELETE CASCADE,
  shared_by TEXT REFERENCES users (id) ON DELETE SET NULL,
  share_type TEXT NOT NULL CHECK (share_type IN ('user', 'role', 'public', 'link')),
  shared_with TEXT REFERENCES users (id) ON DELETE CASCADE,
  shared_role TEXT,
  access_level TEXT NOT NULL CHECK (access_level IN ('view', 'download', 'share', 'delete')),
  token_hash TEXT UNIQUE,
  expiry_at BIGINT,
  revoked_at BIGINT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX recording_shares_recording ON recording_shares (recording_id);
CREATE INDEX recording_shares_shared_by ON recording_shares (shared_by);
CREATE INDEX recording_shares_shared_with ON recording_shares (shared_with);
CREATE INDEX recording_shares_expiry_at ON recording_shares (expiry_at);

CREATE TABLE recording_access_log (
  id TEXT PRIMARY KEY CHECK (length(id) = 36),
  recording_id TEXT NOT NULL REFERENCES recordings (id) ON DELETE CASCADE,
  user_id TEXT REFERENCES users (id) ON DELETE SET NULL,
  share_id TEXT,
  course_id TEXT,
  action TEXT NOT NULL CHECK (action IN ('view', 'download', 'stream', 'delete', 'share', 'unshare')),
  status TEXT NOT NULL CHECK (status IN ('success', 'failed', 'partial')),
  ip TEXT,
  user_agent TEXT,
  bytes_transferred BIGINT,
  duration_ms BIGINT,
  error_message TEXT,
  metadata TEXT DEFAULT '{}',
  created_at BIGINT NOT NULL
);
CREATE INDEX recording_access_log_recording ON recording_access_log (recording_id, created_at);
CREATE INDEX recording_access_log_user ON recording_access_log (user_id);
CREATE INDEX recording_access_log_action ON recording_access_log (action);
