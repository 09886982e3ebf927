-- Cases, results and the ledger of Article 8(3) (room archive). Written for H2 and PostgreSQL alike.

CREATE TABLE consultation_case (
  case_id                       VARCHAR(64) PRIMARY KEY,
  case_role                     VARCHAR(16) NOT NULL,
  requesting_site_id            VARCHAR(32) NOT NULL,
  requesting_site_name          VARCHAR(200) NOT NULL,
  consulting_site_id            VARCHAR(32) NOT NULL,
  consulting_site_name          VARCHAR(200) NOT NULL,
  study_instance_uid            VARCHAR(64) NOT NULL,
  state                         VARCHAR(32) NOT NULL,
  reason                        VARCHAR(1000) NOT NULL,
  created_at                    TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  updated_at                    TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  deadline                      TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  revision                      INTEGER NOT NULL,
  -- the order as it was placed
  order_source                  VARCHAR(16) NOT NULL,
  message_control_id            VARCHAR(200) NOT NULL,
  placer_order_number           VARCHAR(200) NOT NULL,
  accession_number              VARCHAR(200) NOT NULL,
  order_study_instance_uid      VARCHAR(64) NOT NULL,
  patient_id                    VARCHAR(200) NOT NULL,
  issuer_of_patient_id          VARCHAR(200) NOT NULL,
  patient_name                  VARCHAR(400) NOT NULL,
  patient_birth_date            DATE,
  patient_sex                   VARCHAR(16) NOT NULL,
  requested_procedure           VARCHAR NOT NULL,
  reason_for_study              VARCHAR NOT NULL,
  relevant_clinical_information VARCHAR NOT NULL,
  requesting_physician          VARCHAR(400) NOT NULL,
  study_date                    DATE,
  priority                      SMALLINT NOT NULL,
  -- name, identifiers and procedure, folded for searching
  search_text                   VARCHAR(4000) NOT NULL,
  -- facts that steps leave behind
  fetch_completed_at            TIMESTAMP(6) WITH TIME ZONE,
  his_message_control_id        VARCHAR(200),
  his_acknowledged_at           TIMESTAMP(6) WITH TIME ZONE
);
CREATE INDEX consultation_case_list ON consultation_case (case_role, state, priority, deadline);
CREATE INDEX consultation_case_study ON consultation_case (study_instance_uid);

CREATE TABLE case_history (
  case_id VARCHAR(64) NOT NULL REFERENCES consultation_case (case_id),
  step    INTEGER NOT NULL,
  at      TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  state   VARCHAR(32) NOT NULL,
  reason  VARCHAR(1000) NOT NULL,
  PRIMARY KEY (case_id, step)
);

CREATE TABLE placed_message (
  message_control_id VARCHAR(200) PRIMARY KEY,
  digest             VARCHAR(64) NOT NULL,
  case_id            VARCHAR(64) NOT NULL
);

CREATE TABLE case_object (
  case_id          VARCHAR(64) NOT NULL REFERENCES consultation_case (case_id),
  sop_instance_uid VARCHAR(64) NOT NULL,
  kind             VARCHAR(32) NOT NULL,
  PRIMARY KEY (case_id, sop_instance_uid)
);
CREATE INDEX case_object_instance ON case_object (sop_instance_uid);

CREATE TABLE case_expectation (
  case_id          VARCHAR(64) NOT NULL REFERENCES consultation_case (case_id),
  sop_instance_uid VARCHAR(64) NOT NULL,
  PRIMARY KEY (case_id, sop_instance_uid)
);

CREATE TABLE reading_result (
  case_id        VARCHAR(64) PRIMARY KEY REFERENCES consultation_case (case_id),
  description    VARCHAR NOT NULL,
  conclusion     VARCHAR NOT NULL,
  recommendation VARCHAR NOT NULL,
  author         VARCHAR(200) NOT NULL,
  author_name    VARCHAR(400) NOT NULL,
  revision       INTEGER NOT NULL,
  saved_at       TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  signed_at      TIMESTAMP(6) WITH TIME ZONE
);

CREATE TABLE ledger_entry (
  case_id          VARCHAR(64) NOT NULL REFERENCES consultation_case (case_id),
  sop_instance_uid VARCHAR(64) NOT NULL,
  site_id          VARCHAR(32) NOT NULL,
  place            VARCHAR(16) NOT NULL,
  kind             VARCHAR(32) NOT NULL,
  file_digest      VARCHAR(64) NOT NULL,
  frames_digest    VARCHAR(64) NOT NULL,
  evidence         VARCHAR(64) NOT NULL,
  stored_at        TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  PRIMARY KEY (case_id, sop_instance_uid, site_id, place)
);

CREATE TABLE signed_document (
  case_id     VARCHAR(64) NOT NULL REFERENCES consultation_case (case_id),
  kind        VARCHAR(32) NOT NULL,
  site_id     VARCHAR(32) NOT NULL,
  -- SHA-256 of the body, hex: signing the same body again adds nothing
  body_digest VARCHAR(64) NOT NULL,
  body        TEXT NOT NULL,
  signature   VARCHAR NOT NULL,
  certificate VARCHAR NOT NULL,
  signed_at   TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  PRIMARY KEY (case_id, kind, site_id, body_digest)
);
