-- What a recording of a class consists of: the tracks as they were captured, who took part, and what is missing.

CREATE TABLE recording_tracks (
  id TEXT PRIMARY KEY CHECK (length(id) = 36),
  recording_id TEXT NOT NULL REFERENCES recordings (id) ON DELETE CASCADE,
  user_id TEXT REFERENCES users (id) ON DELETE SET NULL,
  participant_id TEXT,
  kind TEXT NOT NULL CHECK (kind IN ('video', 'audio')),
  source TEXT NOT NULL
    CHECK (source IN ('camera', 'screen', 'microphone', 'screen_sound', 'programme_sound')),
  codec TEXT NOT NULL,
  rid TEXT,
  start_us BIGINT NOT NULL,
  end_us BIGINT,
  file_path TEXT NOT NULL,
  bytes BIGINT NOT NULL DEFAULT 0,
  packets BIGINT NOT NULL DEFAULT 0,
  packets_lost BIGINT NOT NULL DEFAULT 0,
  not_recorded SMALLINT NOT NULL DEFAULT 0 CHECK (not_recorded IN (0, 1)),
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX recording_tracks_recording ON recording_tracks (recording_id, start_us);
-- A track that is not to be recorded has no place.
CREATE UNIQUE INDEX recording_tracks_place ON recording_tracks (recording_id, file_path) WHERE file_path <> '';
CREATE INDEX recording_tracks_user ON recording_tracks (user_id);

CREATE TABLE recording_participants (
  id TEXT PRIMARY KEY CHECK (length(id) = 36),
  recording_id TEXT NOT NULL REFERENCES recordings (id) ON DELETE CASCADE,
  user_id TEXT REFERENCES users (id) ON DELETE SET NULL,
  peer_id TEXT NOT NULL,
  joined_at BIGINT NOT NULL,
  left_at BIGINT,
  producer_count INTEGER NOT NULL,
  consumer_count INTEGER NOT NULL,
  bytes_sent BIGINT NOT NULL DEFAULT 0,
  bytes_received BIGINT NOT NULL DEFAULT 0,
  packets_sent BIGINT NOT NULL DEFAULT 0,
  packets_lost BIGINT NOT NULL DEFAULT 0,
  metadata TEXT NOT NULL DEFAULT '{}',
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX recording_participants_recording ON recording_participants (recording_id);
CREATE INDEX recording_participants_user ON recording_participants (user_id);

CREATE TABLE recording_gaps (
  id TEXT PRIMARY KEY CHECK (length(id) = 36),
  recording_id TEXT NOT NULL REFERENCES recordings (id) ON DELETE CASCADE,
  start_us BIGINT NOT NULL,
  end_us BIGINT NOT NULL,
  reason TEXT NOT NULL CHECK (reason IN ('pause', 'publisher_lost', 'restart')),
  created_at BIGINT NOT NULL
);
CREATE INDEX recording_gaps_recording ON recording_gaps (recording_id, start_us);
