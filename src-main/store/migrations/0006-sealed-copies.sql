-- A secret may be sealed by more than one sealer at the same time: for the console, and for a run without a window (key file).
CREATE TABLE sealed_copies (
  name TEXT NOT NULL,
  sealer TEXT NOT NULL CHECK (sealer IN ('os', 'passphrase', 'key_file')),
  sealed BLOB NOT NULL,
  PRIMARY KEY (name, sealer)
) STRICT;
INSERT INTO sealed_copies (name, sealer, sealed) SELECT name, sealer, sealed FROM secrets;
DROP TABLE secrets;
ALTER TABLE sealed_copies RENAME TO secrets;
