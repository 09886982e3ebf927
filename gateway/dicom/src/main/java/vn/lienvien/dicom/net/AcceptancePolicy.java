package vn.lienvien.dicom.net;

import java.util.Optional;

/** Decides who may associate; runs on the association's virtual thread. */
public interface AcceptancePolicy {
  /** Empty accepts; otherwise the request is answered with this rejection. */
  Optional<Rejection> refuse(AssociationRequest request);

  /**
   * Whether the user identity of a request that is not refused was checked and found right; only
   * then it is confirmed to a requestor that asks for it (PS3.7 D.3.3.7.2).
   */
  default boolean confirms(AssociationRequest request) {
    return false;
  }
}
