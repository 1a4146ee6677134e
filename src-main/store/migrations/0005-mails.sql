-- The number under which the event is known in the system's event log and in mails; null for what was written before there were any.
ALTER TABLE events ADD COLUMN event_id INTEGER;

-- The outbox: one row per mail and recipient, until it is out. It holds all that its mail says, so that old events may go.
CREATE TABLE mails (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  -- The same at each try: a mail that went out just before a crash can be known again.
  message_id TEXT NOT NULL UNIQUE,
  recipient TEXT NOT NULL,
  at TEXT NOT NULL,
  level TEXT NOT NULL CHECK (level IN ('information', 'warning', 'error')),
  event_id INTEGER NOT NULL,
  -- Of a summary the message of its last event.
  message TEXT NOT NULL,
  -- How many events this mail stands for; null: it is the mail of one.
  summed INTEGER CHECK (summed > 0),
  -- sending: nothing may be added to it any more. given_up: kept for staff to see.
  state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sending', 'given_up')),
  queued_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  -- Milliseconds since 1970, as queued_at.
  next_at INTEGER NOT NULL,
  tried_at TEXT,
  error_code TEXT,
  error_detail TEXT
) STRICT;
CREATE INDEX mails_by_state ON mails (state, next_at);
