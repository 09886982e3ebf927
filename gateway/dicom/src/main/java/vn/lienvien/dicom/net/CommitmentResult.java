package vn.lienvien.dicom.net;

import java.util.List;

/** What a storage commitment N-EVENT-REPORT says (PS3.4 J.3.3). */
public record CommitmentResult(
    String transactionUID, List<ReferencedInstance> committed, List<Failed> failed) {
  /**
   * An instance the SCP does not take responsibility for.
   *
   * @param failureReason (0008,1197), for example 0112H no such object instance
   */
  public record Failed(ReferencedInstance instance, int failureReason) {}

  public CommitmentResult {
    committed = List.copyOf(committed);
    failed = List.copyOf(failed);
  }
}
