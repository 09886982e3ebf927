-- What readers have put on the images of cases (room archive). Written for H2 and PostgreSQL alike.

CREATE TABLE case_annotations (
  case_id  VARCHAR(64) PRIMARY KEY REFERENCES consultation_case (case_id),
  body     TEXT NOT NULL,
  revision INTEGER NOT NULL,
  saved_at TIMESTAMP(6) WITH TIME ZONE NOT NULL
);
