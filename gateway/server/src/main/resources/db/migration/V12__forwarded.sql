-- What sites without Liên Viện are proved to have (room archive). Written for H2 and PostgreSQL alike.

CREATE TABLE forwarded_object (
  destination        VARCHAR(32) NOT NULL,
  study_instance_uid VARCHAR(64) NOT NULL,
  sop_instance_uid   VARCHAR(64) NOT NULL,
  evidence           VARCHAR(32) NOT NULL,
  proved_at          TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  PRIMARY KEY (destination, study_instance_uid, sop_instance_uid)
);
