package vn.lienvien.dicom.net;

import java.util.Optional;

/** Decides who may associate; runs on the association's virtual thread. */
public interface AcceptancePolicy {
  /** Empty accepts; otherwise the request is answered with this rejection. */
  Optional<Rejection> refuse(AssociationRequest request);
}
