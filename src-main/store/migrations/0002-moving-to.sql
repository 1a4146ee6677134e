-- Where a file is about to be moved whose bytes cannot tell later that it was moved: one that changed after its upload, one that staff may
-- have corrected, one that goes to another volume. A path below PMHFilePath with '/'; null once the move is recorded.
ALTER TABLE transfers ADD COLUMN moving_to TEXT;

-- Size and time of a file that changed after its upload, as it lay there when staff decided about it: what comes later under its name is
-- another file.
ALTER TABLE transfers ADD COLUMN decided_state TEXT;
