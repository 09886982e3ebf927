-- Other studies of a patient are looked for by number or by birth date (PriorStudies).
CREATE INDEX study_birth_date ON study (patient_birth_date);
