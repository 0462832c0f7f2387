-- What happens in a room: who was there and when, what was said and asked.

-- Whether the recording begins by itself, and when the process that holds the room was last known to live.
ALTER TABLE rooms ADD COLUMN auto_record SMALLINT NOT NULL DEFAULT 0 CHECK (auto_record IN (0, 1));
ALTER TABLE rooms ADD COLUMN alive_at BIGINT;

CREATE INDEX rooms_code_history ON rooms (join_code, closed_at);

CREATE TABLE room_participants (
  id TEXT PRIMARY KEY CHECK (length(id) = 36),
  room_id TEXT NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  device_id TEXT NOT NULL CHECK (length(device_id) = 36),
  room_role TEXT NOT NULL CHECK (room_role IN ('host', 'cohost', 'participant')),
  granted_role TEXT CHECK (granted_role IN ('host', 'cohost', 'participant')),
  permissions TEXT NOT NULL DEFAULT '{}',
  joined_at BIGINT NOT NULL,
  left_at BIGINT,
  leave_reason TEXT CHECK (leave_reason IN ('leave', 'timeout', 'removed', 'class_end')),
  banned SMALLINT NOT NULL DEFAULT 0 CHECK (banned IN (0, 1)),
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  UNIQUE (room_id, user_id, device_id)
);
CREATE INDEX room_participants_user ON room_participants (user_id);

CREATE TABLE presence_intervals (
  id TEXT PRIMARY KEY CHECK (length(id) = 36),
  room_id TEXT NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
  session_id TEXT REFERENCES class_sessions (id) ON DELETE SET NULL,
  participant_id TEXT NOT NULL REFERENCES room_participants (id) ON DELETE CASCADE,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  device_id TEXT NOT NULL CHECK (length(device_id) = 36),
  started_at BIGINT NOT NULL,
  ended_at BIGINT,
  end_reason TEXT CHECK (end_reason IN ('leave', 'network', 'removed', 'class_end', 'server', 'replaced')),
  trouble_us BIGINT NOT NULL DEFAULT 0,
  attention_us BIGINT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX presence_intervals_room_user ON presence_intervals (room_id, user_id);
CREATE INDEX presence_intervals_session_user ON presence_intervals (session_id, user_id);
CREATE INDEX presence_intervals_participant ON presence_intervals (participant_id);
CREATE INDEX presence_intervals_user ON presence_intervals (user_id);
CREATE INDEX presence_intervals_open ON presence_intervals (room_id) WHERE ended_at IS NULL;

CREATE TABLE class_breaks (
  id TEXT PRIMARY KEY CHECK (length(id) = 36),
  room_id TEXT NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
  started_at BIGINT NOT NULL,
  ended_at BIGINT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX class_breaks_room ON class_breaks (room_id);

CREATE TABLE chat_messages (
  id TEXT PRIMARY KEY CHECK (length(id) = 36),
  room_id TEXT NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
  sender_id TEXT REFERENCES users (id) ON DELETE SET NULL,
  sender_name TEXT NOT NULL,
  participant_id TEXT,
  scope TEXT NOT NULL CHECK (scope IN ('all', 'hosts', 'user')),
  recipient_id TEXT REFERENCES users (id) ON DELETE SET NULL,
  body TEXT NOT NULL,
  reply_to TEXT,
  sent_at BIGINT NOT NULL,
  edited_at BIGINT,
  deleted_at BIGINT,
  deleted_by TEXT REFERENCES users (id) ON DELETE SET NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX chat_messages_room ON chat_messages (room_id, id);
CREATE INDEX chat_messages_sender ON chat_messages (sender_id);
CREATE INDEX chat_messages_recipient ON chat_messages (recipient_id);
CREATE INDEX chat_messages_deleted_by ON chat_messages (deleted_by);

CREATE TABLE polls (
  id TEXT PRIMARY KEY CHECK (length(id) = 36),
  room_id TEXT NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
  created_by TEXT REFERENCES users (id) ON DELETE SET NULL,
  question TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('single', 'multiple', 'quiz')),
  options TEXT NOT NULL DEFAULT '[]',
  correct TEXT,
  anonymous SMALLINT NOT NULL CHECK (anonymous IN (0, 1)),
  show_results TEXT NOT NULL CHECK (show_results IN ('live', 'closed', 'never')),
  state TEXT NOT NULL CHECK (state IN ('open', 'closed')),
  closes_at BIGINT,
  closed_at BIGINT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX polls_room ON polls (room_id);
CREATE INDEX polls_created_by ON polls (created_by);

CREATE TABLE poll_votes (
  poll_id TEXT NOT NULL REFERENCES polls (id) ON DELETE CASCADE,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  choices TEXT NOT NULL DEFAULT '[]',
  voted_at BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (poll_id, user_id)
);
CREATE INDEX poll_votes_user ON poll_votes (user_id);

-- Keys in addresses that programs use without signing in. Only hashes are kept.
CREATE TABLE access_keys (
  id TEXT PRIMARY KEY CHECK (length(id) = 36),
  kind TEXT NOT NULL CHECK (kind IN ('calendar', 'stream')),
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  room_id TEXT REFERENCES rooms (id) ON DELETE CASCADE,
  name TEXT,
  token_hash TEXT NOT NULL UNIQUE,
  last_used_at BIGINT,
  revoked_at BIGINT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX access_keys_user_kind ON access_keys (user_id, kind);
CREATE INDEX access_keys_room ON access_keys (room_id);
