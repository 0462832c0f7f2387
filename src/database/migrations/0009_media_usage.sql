-- What the media of a device in a class came to, one row for each time that it was there.
CREATE TABLE media_usage (
  id TEXT PRIMARY KEY CHECK (length(id) = 36),
  room_id TEXT NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
  session_id TEXT REFERENCES class_sessions (id) ON DELETE SET NULL,
  participant_id TEXT NOT NULL REFERENCES room_participants (id) ON DELETE CASCADE,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  started_at BIGINT NOT NULL,
  ended_at BIGINT NOT NULL,
  bytes_sent BIGINT NOT NULL DEFAULT 0,
  packets_sent BIGINT NOT NULL DEFAULT 0,
  lost_sent BIGINT NOT NULL DEFAULT 0,
  bytes_received BIGINT NOT NULL DEFAULT 0,
  packets_received BIGINT NOT NULL DEFAULT 0,
  lost_received BIGINT NOT NULL DEFAULT 0,
  round_trip_ms DOUBLE PRECISION,
  layer DOUBLE PRECISION,
  poor_us BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX media_usage_room_user ON media_usage (room_id, user_id);
CREATE INDEX media_usage_session_user ON media_usage (session_id, user_id);
CREATE INDEX media_usage_participant ON media_usage (participant_id);
CREATE INDEX media_usage_user ON media_usage (user_id);
