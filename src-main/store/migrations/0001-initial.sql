-- The journal: one row per file placed. Written before the network is touched and again before the file is moved.
CREATE TABLE transfers (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  -- PMHFilePath at the time.
  root TEXT NOT NULL,
  folder TEXT NOT NULL,
  file_name TEXT NOT NULL,
  size_bytes INTEGER NOT NULL CHECK (size_bytes >= 0),
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  status TEXT NOT NULL CHECK (status IN ('sending', 'accepted', 'rejected', 'failed', 'unknown')),
  serial_number TEXT,
  error_code TEXT,
  error_message TEXT,
  http_status INTEGER,
  endpoint TEXT NOT NULL,
  started_at TEXT NOT NULL,
  finished_at TEXT,
  attempts INTEGER NOT NULL DEFAULT 1 CHECK (attempts >= 0),
  failures INTEGER NOT NULL DEFAULT 0 CHECK (failures >= 0),
  -- Where the file belongs; decided in the same write as the result. The move comes after.
  destination TEXT CHECK (destination IN ('PROCEED', 'ERROR')),
  -- in_folder: still in its scheme folder. filed: moved. gone: not there any more, or replaced by another file.
  place TEXT NOT NULL DEFAULT 'in_folder' CHECK (place IN ('in_folder', 'filed', 'gone')),
  filed_as TEXT,
  filed_at TEXT,
  hold TEXT CHECK (hold IN ('in_doubt', 'changed', 'cancelled', 'duplicate', 'order')),
  -- 変更あり: the file changed after its bytes had been sent.
  changed INTEGER NOT NULL DEFAULT 0 CHECK (changed IN (0, 1)),
  -- What staff decided about a held or unknown file; the status itself stays what it was.
  decision TEXT CHECK (decision IN ('treated_as_sent', 'resend')),
  decided_by TEXT,
  decided_at TEXT,
  decision_reason TEXT,
  -- The row that this file was sent under before, and the name under which a file went back into its scheme folder.
  resend_of INTEGER REFERENCES transfers (id),
  duplicate_of INTEGER REFERENCES transfers (id),
  returned_as TEXT,
  CHECK (status <> 'accepted' OR serial_number IS NOT NULL),
  CHECK (status = 'sending' OR finished_at IS NOT NULL),
  CHECK (place <> 'filed' OR filed_as IS NOT NULL),
  CHECK ((decision IS NULL) = (decided_by IS NULL))
) STRICT;

CREATE INDEX transfers_by_folder ON transfers (folder, id);
CREATE INDEX transfers_by_status ON transfers (status, id);
CREATE INDEX transfers_by_started ON transfers (started_at);
-- Looked for before each upload (DuplicatePolicy).
CREATE INDEX transfers_by_bytes ON transfers (sha256) WHERE status = 'accepted';
-- Few rows at any time: what recovery and every cycle look at.
CREATE INDEX transfers_open ON transfers (folder, file_name) WHERE place = 'in_folder';

-- A folder whose token was refused waits until the token changes or staff press 送信.
CREATE TABLE folder_holds (
  -- Case-folded, composed form: a respelled mapping still means the same folder.
  folder TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('token', 'order')),
  code TEXT NOT NULL,
  detail TEXT NOT NULL,
  since TEXT NOT NULL,
  -- HMAC of the refused token under this database's own salt: tells "another token" without keeping one.
  token_mark TEXT NOT NULL
) STRICT;

CREATE TABLE scheme_folders (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  position INTEGER NOT NULL,
  folder TEXT NOT NULL,
  -- Case-folded, composed form: two spellings of one Windows folder are one folder.
  folder_key TEXT NOT NULL UNIQUE,
  display_name TEXT NOT NULL,
  paused INTEGER NOT NULL DEFAULT 0 CHECK (paused IN (0, 1))
) STRICT;

-- Written values by official key; a key that is absent takes its default. Never a secret.
CREATE TABLE settings (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

-- Sealed by the operating system or by a passphrase; never in clear.
CREATE TABLE secrets (
  name TEXT PRIMARY KEY,
  sealer TEXT NOT NULL CHECK (sealer IN ('os', 'passphrase')),
  sealed BLOB NOT NULL
) STRICT;

-- Facts of the program itself: the salt of token marks, the passphrase's salt and check, the console's own choices.
CREATE TABLE facts (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE audit (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  host TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  before TEXT,
  after TEXT,
  reason TEXT
) STRICT;

CREATE TRIGGER audit_is_append_only_update BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
CREATE TRIGGER audit_is_append_only_delete BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
-- INSERT OR REPLACE deletes without the trigger above.
CREATE TRIGGER audit_is_append_only_replace BEFORE INSERT ON audit
WHEN EXISTS (SELECT 1 FROM audit WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;

-- Every error, in-doubt and folder error, as it goes to the event log and to mail.
CREATE TABLE events (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  level TEXT NOT NULL CHECK (level IN ('information', 'warning', 'error')),
  code TEXT NOT NULL,
  folder TEXT,
  transfer_id INTEGER REFERENCES transfers (id),
  message TEXT NOT NULL
) STRICT;
