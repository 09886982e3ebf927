package vn.lienvien.model;

/** One instance in a parcel's manifest; digests as in {@link InstanceRecord}. */
public record ParcelObject(
    String sopInstanceUID,
    String sopClassUID,
    String seriesInstanceUID,
    String studyInstanceUID,
    String transferSyntaxUID,
    CaseObject.Kind kind,
    long sizeBytes,
    String fileDigest,
    String framesDigest,
    ProofState proof) {}
