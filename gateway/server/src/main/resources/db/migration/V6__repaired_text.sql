-- Values that the index shows otherwise than their file declares them (decision 014): the provenance
-- of mislabelled Vietnamese text, with the bytes as they came. The file itself is never changed.

CREATE TABLE repaired_text (
  sop_instance_uid VARCHAR(64) NOT NULL REFERENCES instance (sop_instance_uid) ON DELETE CASCADE,
  -- tags and 0-based item numbers: 00100010, 00400275/0/00400007
  path             VARCHAR(800) NOT NULL,
  vr               VARCHAR(2) NOT NULL,
  -- TCVN3, VNI, VISCII, Windows-1258, UTF-8
  encoding         VARCHAR(32) NOT NULL,
  original         BYTEA NOT NULL,
  shown            VARCHAR(4000) NOT NULL,
  repaired_at      TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  PRIMARY KEY (sop_instance_uid, path)
);
