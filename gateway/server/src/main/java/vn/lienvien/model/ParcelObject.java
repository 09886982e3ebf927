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
    ProofState proof) {
  /** The same object under these digests. */
  public ParcelObject withDigests(String file, String frames) {
    return new ParcelObject(
        sopInstanceUID,
        sopClassUID,
        seriesInstanceUID,
        studyInstanceUID,
        transferSyntaxUID,
        kind,
        sizeBytes,
        file,
        frames,
        proof);
  }
}
