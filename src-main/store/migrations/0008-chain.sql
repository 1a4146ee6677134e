-- One link for every row of the audit trail and for every state of a transfer: who changes, adds or removes a row past the program breaks the
-- chain. The links are written by triggers of the connection (record-chain.ts), since they need the key.
CREATE TABLE chain (
  seq INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('audit', 'transfer')),
  row_id INTEGER NOT NULL,
  -- SHA-256 of the row as it was then.
  digest BLOB NOT NULL,
  -- HMAC-SHA-256 of the link before, and of this one's number, kind, row and digest.
  mac BLOB NOT NULL
) STRICT;

CREATE INDEX chain_by_row ON chain (kind, row_id, seq);

CREATE TRIGGER chain_is_append_only_update BEFORE UPDATE ON chain
BEGIN SELECT RAISE(ABORT, 'chain is append-only'); END;
CREATE TRIGGER chain_is_append_only_delete BEFORE DELETE ON chain
BEGIN SELECT RAISE(ABORT, 'chain is append-only'); END;
-- INSERT OR REPLACE deletes without the trigger above.
CREATE TRIGGER chain_is_append_only_replace BEFORE INSERT ON chain
WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'chain is append-only'); END;
