-- What people said about cases, who has taken which, and what each person set up for the pages
-- (room archive). Written for H2 and PostgreSQL alike.

CREATE TABLE case_note (
  note_id     VARCHAR(64) PRIMARY KEY,
  case_id     VARCHAR(64) NOT NULL REFERENCES consultation_case (case_id),
  site_id     VARCHAR(32) NOT NULL,
  kind        VARCHAR(32) NOT NULL,
  author      VARCHAR(200) NOT NULL,
  author_name VARCHAR(400) NOT NULL,
  -- the note that it answers, or the account that the case was handed to
  about       VARCHAR(200) NOT NULL,
  body        VARCHAR NOT NULL,
  at          TIMESTAMP(6) WITH TIME ZONE NOT NULL
);
CREATE INDEX case_note_case ON case_note (case_id, kind);

CREATE TABLE assignment (
  case_id      VARCHAR(64) PRIMARY KEY REFERENCES consultation_case (case_id),
  username     VARCHAR(200) NOT NULL,
  display_name VARCHAR(400) NOT NULL,
  since        TIMESTAMP(6) WITH TIME ZONE NOT NULL
);
CREATE INDEX assignment_person ON assignment (username);

CREATE TABLE preference (
  username VARCHAR(200) NOT NULL,
  name     VARCHAR(64) NOT NULL,
  body     TEXT NOT NULL,
  PRIMARY KEY (username, name)
);
