package vn.lienvien.testdata;

/** An invented patient; the name as a Vietnamese HIS keeps it, one string, family name first. */
record Patient(String patientID, String patientName, String birthDate, String sex) {}
