package vn.lienvien.dicom.net;

/** Counts of C-STORE sub-operations of a C-MOVE or C-GET (PS3.7 9.1.4.1.6). */
public record SubOperations(int remaining, int completed, int failed, int warning) {
  public static final SubOperations NONE = new SubOperations(0, 0, 0, 0);
}
