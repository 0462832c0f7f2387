-- Who watched what, how far, and where they go on.

CREATE TABLE playback_sessions (
  id TEXT PRIMARY KEY CHECK (length(id) = 36),
  recording_id TEXT NOT NULL REFERENCES recordings (id) ON DELETE CASCADE,
  user_id TEXT REFERENCES users (id) ON DELETE CASCADE,
  share_id TEXT,
  course_id TEXT,
  mode TEXT NOT NULL CHECK (mode IN ('vod', 'live')),
  started_at BIGINT NOT NULL,
  last_seen_at BIGINT NOT NULL,
  ended_at BIGINT,
  wall_ms BIGINT NOT NULL DEFAULT 0,
  content_ms BIGINT NOT NULL DEFAULT 0,
  buffer_events INTEGER NOT NULL DEFAULT 0,
  buffer_ms BIGINT NOT NULL DEFAULT 0,
  startup_ms INTEGER,
  pauses INTEGER NOT NULL DEFAULT 0,
  seeks INTEGER NOT NULL DEFAULT 0,
  switches INTEGER NOT NULL DEFAULT 0,
  quality_main TEXT,
  attention_ms BIGINT,
  counted SMALLINT NOT NULL DEFAULT 0 CHECK (counted IN (0, 1)),
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX playback_sessions_recording ON playback_sessions (recording_id, started_at);
CREATE INDEX playback_sessions_user ON playback_sessions (user_id, started_at);

CREATE TABLE playback_positions (
  recording_id TEXT NOT NULL REFERENCES recordings (id) ON DELETE CASCADE,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  position_ms BIGINT NOT NULL,
  duration_ms BIGINT NOT NULL,
  session_id TEXT,
  completed_at BIGINT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (recording_id, user_id)
);
CREATE INDEX playback_positions_user ON playback_positions (user_id);

CREATE TABLE coverage (
  recording_id TEXT NOT NULL REFERENCES recordings (id) ON DELETE CASCADE,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  bits {bytes} NOT NULL,
  seconds INTEGER NOT NULL,
  covered INTEGER NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (recording_id, user_id)
);
CREATE INDEX coverage_user ON coverage (user_id);

CREATE TABLE lecture_curves (
  recording_id TEXT PRIMARY KEY REFERENCES recordings (id) ON DELETE CASCADE,
  plays {bytes} NOT NULL,
  exits {bytes} NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
