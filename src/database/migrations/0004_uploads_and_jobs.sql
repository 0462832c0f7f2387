-- Files on their way in, and the work that makes lectures of them.

CREATE TABLE uploads (
  id TEXT PRIMARY KEY CHECK (length(id) = 36),
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  recording_id TEXT REFERENCES recordings (id) ON DELETE SET NULL,
  filename TEXT NOT NULL,
  length_bytes BIGINT NOT NULL,
  offset_bytes BIGINT NOT NULL DEFAULT 0,
  metadata TEXT NOT NULL DEFAULT '{}',
  state TEXT NOT NULL CHECK (state IN ('uploading', 'processing', 'done', 'failed', 'expired')),
  path TEXT NOT NULL,
  error TEXT,
  expires_at BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX uploads_user ON uploads (user_id);
CREATE INDEX uploads_recording ON uploads (recording_id);
CREATE INDEX uploads_expires_at ON uploads (expires_at);

CREATE TABLE jobs (
  id TEXT PRIMARY KEY CHECK (length(id) = 36),
  kind TEXT NOT NULL,
  recording_id TEXT REFERENCES recordings (id) ON DELETE CASCADE,
  rendition TEXT NOT NULL DEFAULT '',
  params TEXT NOT NULL DEFAULT '{}',
  status TEXT NOT NULL DEFAULT 'queued' CHECK (status IN ('queued', 'running', 'completed', 'failed', 'cancelled')),
  rank INTEGER NOT NULL DEFAULT 0,
  priority INTEGER NOT NULL DEFAULT 5 CHECK (priority BETWEEN 0 AND 9),
  progress DOUBLE PRECISION NOT NULL DEFAULT 0,
  speed DOUBLE PRECISION,
  attempts INTEGER NOT NULL DEFAULT 0,
  max_attempts INTEGER NOT NULL DEFAULT 3,
  cancel_requested SMALLINT NOT NULL DEFAULT 0 CHECK (cancel_requested IN (0, 1)),
  not_before BIGINT,
  lease_owner TEXT,
  lease_until BIGINT,
  error TEXT,
  log_tail TEXT,
  created_by TEXT REFERENCES users (id) ON DELETE SET NULL,
  started_at BIGINT,
  finished_at BIGINT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX jobs_active ON jobs (recording_id, kind, rendition) WHERE status IN ('queued', 'running');
CREATE INDEX jobs_queue ON jobs (status, rank, priority DESC, created_at);
CREATE INDEX jobs_recording ON jobs (recording_id);
CREATE INDEX jobs_created_by ON jobs (created_by);
