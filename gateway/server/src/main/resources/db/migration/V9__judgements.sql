-- What a person decided about an instance in quarantine; the file stays either way (room archive).

ALTER TABLE quarantined ADD COLUMN judged_at TIMESTAMP(6) WITH TIME ZONE;
ALTER TABLE quarantined ADD COLUMN judged_by VARCHAR(200);
ALTER TABLE quarantined ADD COLUMN accepted BOOLEAN;
ALTER TABLE quarantined ADD COLUMN judgement VARCHAR;
