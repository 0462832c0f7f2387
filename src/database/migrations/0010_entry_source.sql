-- By what somebody takes part in a class: the page, or an encoder or a player that has none.
ALTER TABLE room_participants ADD COLUMN source TEXT NOT NULL DEFAULT 'page'
  CHECK (source IN ('page', 'whip', 'whep'));
