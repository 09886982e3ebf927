-- The index over the archive's files (room archive). Written for H2 and PostgreSQL alike.
-- *_folded: upper case without marks, Đ as D, for matching (PS3.4 C.2.2.2.1 leaves that to us).
-- header: the data set of one instance without pixels and without long values, explicit VR little
-- endian, deflated: answers return keys that have no column.

CREATE TABLE study (
  study_instance_uid     VARCHAR(64) PRIMARY KEY,
  patient_id             VARCHAR(200) NOT NULL,
  issuer_of_patient_id   VARCHAR(200) NOT NULL,
  patient_name           VARCHAR(400) NOT NULL,
  patient_name_folded    VARCHAR(800) NOT NULL,
  -- DICOM DA and TM as they came, so that ranges compare as text
  patient_birth_date     VARCHAR(32) NOT NULL,
  patient_sex            VARCHAR(16) NOT NULL,
  study_date             VARCHAR(32) NOT NULL,
  study_time             VARCHAR(32) NOT NULL,
  accession_number       VARCHAR(200) NOT NULL,
  study_id               VARCHAR(200) NOT NULL,
  study_description      VARCHAR(400) NOT NULL,
  referring_name         VARCHAR(400) NOT NULL,
  referring_name_folded  VARCHAR(800) NOT NULL,
  header                 BYTEA NOT NULL,
  created_at             TIMESTAMP(6) WITH TIME ZONE NOT NULL
);
CREATE INDEX study_patient ON study (patient_id);
CREATE INDEX study_name ON study (patient_name_folded);
CREATE INDEX study_day ON study (study_date);
CREATE INDEX study_accession ON study (accession_number);

CREATE TABLE series (
  study_instance_uid  VARCHAR(64) NOT NULL REFERENCES study (study_instance_uid),
  series_instance_uid VARCHAR(64) NOT NULL,
  modality            VARCHAR(32) NOT NULL,
  series_number       VARCHAR(32) NOT NULL,
  series_date         VARCHAR(32) NOT NULL,
  series_time         VARCHAR(32) NOT NULL,
  series_description  VARCHAR(400) NOT NULL,
  body_part_examined  VARCHAR(64) NOT NULL,
  header              BYTEA NOT NULL,
  PRIMARY KEY (study_instance_uid, series_instance_uid)
);
CREATE INDEX series_uid ON series (series_instance_uid);
CREATE INDEX series_modality ON series (modality);

CREATE TABLE instance (
  sop_instance_uid             VARCHAR(64) PRIMARY KEY,
  study_instance_uid           VARCHAR(64) NOT NULL,
  series_instance_uid          VARCHAR(64) NOT NULL,
  sop_class_uid                VARCHAR(64) NOT NULL,
  instance_number              VARCHAR(32) NOT NULL,
  transfer_syntax_uid          VARCHAR(64) NOT NULL,
  original_transfer_syntax_uid VARCHAR(64) NOT NULL,
  -- relative to the archive's directory, forward slashes
  file_path                    VARCHAR(400) NOT NULL,
  size_bytes                   BIGINT NOT NULL,
  file_digest                  VARCHAR(64) NOT NULL,
  received_digest              VARCHAR(64) NOT NULL,
  frames_digest                VARCHAR(64) NOT NULL,
  proof                        VARCHAR(32) NOT NULL,
  number_of_frames             INTEGER NOT NULL,
  stored_at                    TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  header                       BYTEA NOT NULL,
  FOREIGN KEY (study_instance_uid, series_instance_uid)
    REFERENCES series (study_instance_uid, series_instance_uid)
);
CREATE INDEX instance_series ON instance (study_instance_uid, series_instance_uid);
CREATE INDEX instance_in_series ON instance (series_instance_uid);
CREATE INDEX instance_file ON instance (file_path);

CREATE TABLE quarantined (
  quarantine_id    VARCHAR(64) PRIMARY KEY,
  sop_instance_uid VARCHAR(64) NOT NULL,
  file_path        VARCHAR(400) NOT NULL,
  received_digest  VARCHAR(64) NOT NULL,
  source           VARCHAR(200) NOT NULL,
  received_at      TIMESTAMP(6) WITH TIME ZONE NOT NULL
);
CREATE INDEX quarantined_instance ON quarantined (sop_instance_uid, received_digest);
