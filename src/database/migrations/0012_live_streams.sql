-- Classes that are streamed over HTTP, and who watches them.

CREATE TABLE live_streams (
  id TEXT PRIMARY KEY CHECK (length(id) = 36),
  recording_id TEXT NOT NULL REFERENCES recordings (id) ON DELETE CASCADE,
  status TEXT NOT NULL CHECK (status IN ('active', 'paused', 'stopped')),
  max_viewers INTEGER NOT NULL,
  low_latency SMALLINT NOT NULL CHECK (low_latency IN (0, 1)),
  dvr_window_s INTEGER NOT NULL,
  profiles TEXT NOT NULL DEFAULT '[]',
  peak_viewers INTEGER NOT NULL DEFAULT 0,
  total_viewers INTEGER NOT NULL DEFAULT 0,
  segments_served BIGINT NOT NULL DEFAULT 0,
  bytes_served BIGINT NOT NULL DEFAULT 0,
  delivery_failures BIGINT NOT NULL DEFAULT 0,
  started_by TEXT REFERENCES users (id) ON DELETE SET NULL,
  started_at BIGINT NOT NULL,
  ended_at BIGINT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX live_streams_recording ON live_streams (recording_id, started_at);
-- A recording is streamed once at a time.
CREATE UNIQUE INDEX live_streams_active ON live_streams (recording_id) WHERE status <> 'stopped';
CREATE INDEX live_streams_status ON live_streams (status);
CREATE INDEX live_streams_started_by ON live_streams (started_by);

CREATE TABLE live_viewers (
  id TEXT PRIMARY KEY CHECK (length(id) = 36),
  stream_id TEXT NOT NULL REFERENCES live_streams (id) ON DELETE CASCADE,
  user_id TEXT REFERENCES users (id) ON DELETE SET NULL,
  share_id TEXT,
  current_label TEXT,
  buffer_health DOUBLE PRECISION NOT NULL DEFAULT 50,
  segments BIGINT NOT NULL DEFAULT 0,
  bytes BIGINT NOT NULL DEFAULT 0,
  connection_quality TEXT,
  joined_at BIGINT NOT NULL,
  last_seen_at BIGINT NOT NULL,
  left_at BIGINT,
  leave_reason TEXT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX live_viewers_stream ON live_viewers (stream_id, left_at);
CREATE INDEX live_viewers_user ON live_viewers (user_id);
