package vn.lienvien.dicom.net;

import java.util.List;

/** What a storage commitment N-ACTION asks (PS3.4 J.3.2). */
public record CommitmentRequest(String transactionUID, List<ReferencedInstance> instances) {
  public CommitmentRequest {
    instances = List.copyOf(instances);
  }
}
