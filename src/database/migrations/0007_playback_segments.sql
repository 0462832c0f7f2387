-- What a playback session has played, from which everything else about it is reckoned.

-- The accepted segments: 4 integers of 64 bits each, little-endian (media from, to in ms; wall from, to in us).
ALTER TABLE playback_sessions ADD COLUMN segments {bytes};
-- Where the player said it was last, and when: two such calls make an inferred segment.
ALTER TABLE playback_sessions ADD COLUMN last_position_ms BIGINT;
ALTER TABLE playback_sessions ADD COLUMN last_position_at BIGINT;

CREATE INDEX playback_sessions_open ON playback_sessions (user_id, recording_id, last_seen_at);

-- How long each quality was watched, for the label with the most wall time.
CREATE TABLE playback_qualities (
  session_id TEXT NOT NULL REFERENCES playback_sessions (id) ON DELETE CASCADE,
  quality TEXT NOT NULL,
  wall_ms BIGINT NOT NULL,
  PRIMARY KEY (session_id, quality)
);
