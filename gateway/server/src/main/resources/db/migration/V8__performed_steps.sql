-- Modality Performed Procedure Steps as modalities report them, PS3.4 F (room archive). Written for
-- H2 and PostgreSQL alike.

CREATE TABLE performed_step (
  sop_instance_uid   VARCHAR(64) PRIMARY KEY,
  -- IN PROGRESS, COMPLETED, DISCONTINUED
  status             VARCHAR(16) NOT NULL,
  study_instance_uid VARCHAR(64) NOT NULL,
  accession_number   VARCHAR(200) NOT NULL,
  -- the data set, explicit VR little endian
  dataset            BYTEA NOT NULL,
  created_at         TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  updated_at         TIMESTAMP(6) WITH TIME ZONE NOT NULL
);
CREATE INDEX performed_step_study ON performed_step (study_instance_uid);
