-- The file name as it is searched for: full and half width, case and kana width folded (history-filter.ts). SQLite cannot fold by itself.
ALTER TABLE transfers ADD COLUMN search_name TEXT NOT NULL DEFAULT '';
-- When PMH last accepted a file; the moments carry their offset, and the dashboard asks again with every change.
CREATE INDEX transfers_last_success ON transfers (julianday(finished_at)) WHERE status = 'accepted';
