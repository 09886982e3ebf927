-- What the lines between the sites did, a row a line and day, for ten years (room evidence; Circular 49/2017/TT-BYT Article 8(4)).
-- Written for H2 and PostgreSQL alike.

CREATE TABLE line_day (
  site_id           VARCHAR(32) NOT NULL,
  day_of_line       DATE NOT NULL,
  watched_seconds   INTEGER NOT NULL,
  connected_seconds INTEGER NOT NULL,
  outages           INTEGER NOT NULL,
  longest_outage_seconds INTEGER NOT NULL,
  -- distributions as "bucket:count", four buckets an octave: kbit/s while parcels waited, ms of round trip
  throughput        VARCHAR(1000) NOT NULL,
  round_trip        VARCHAR(1000) NOT NULL,
  PRIMARY KEY (site_id, day_of_line)
);

-- The most points that were connected to this hub at once.
CREATE TABLE hub_day (
  day_of_line DATE PRIMARY KEY,
  points      INTEGER NOT NULL
);
