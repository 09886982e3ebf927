-- When the set of instances that a case expects last changed: a study whose set is still growing is not complete.
ALTER TABLE case_expectation ADD COLUMN since TIMESTAMP(6) WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP NOT NULL;
