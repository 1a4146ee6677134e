-- Retention asks for each file below PROCEED and ERROR what the journal knows of it.
CREATE INDEX transfers_filed ON transfers (filed_as) WHERE place = 'filed';
-- Filed files that staff have decided about: few, and every cycle looks for those whose move is pending.
CREATE INDEX transfers_decided ON transfers (decision, id) WHERE place = 'filed' AND decision IS NOT NULL;
-- Looked for before each upload: the row whose file was put back under this name, unless it was sent again already.
CREATE INDEX transfers_returned ON transfers (folder, returned_as) WHERE returned_as IS NOT NULL;
CREATE INDEX transfers_resent ON transfers (resend_of) WHERE resend_of IS NOT NULL;
