-- A file that the pre-flight keeps back until staff decide: one more reason in the check of `hold`. SQLite cannot change a check, so the
-- column is made anew.
ALTER TABLE transfers RENAME COLUMN hold TO hold_before;
ALTER TABLE transfers ADD COLUMN hold TEXT
  CHECK (hold IN ('in_doubt', 'changed', 'cancelled', 'duplicate', 'order', 'preflight'));
UPDATE transfers SET hold = hold_before WHERE hold_before IS NOT NULL;
ALTER TABLE transfers DROP COLUMN hold_before;

-- What the pre-flight found of one file: counts and places by rule and field of the published schema, never a value or a name of the file.
CREATE TABLE preflight_findings (
  transfer_id INTEGER NOT NULL REFERENCES transfers (id),
  rule TEXT NOT NULL,
  field TEXT,
  count INTEGER NOT NULL CHECK (count > 0),
  -- JSON: [[record | null, line, column | null, byte], ...], the first few.
  places TEXT NOT NULL
) STRICT;
CREATE INDEX preflight_findings_of ON preflight_findings (transfer_id);

-- Asked before a file is kept back: bytes that staff have let go on already.
CREATE INDEX transfers_let_through ON transfers (sha256) WHERE error_code = 'R3021' AND decision = 'resend';

-- Null: as PreflightMode says.
ALTER TABLE scheme_folders ADD COLUMN preflight TEXT CHECK (preflight IN ('off', 'warn', 'block'));
