package vn.lienvien.consult;

import java.util.Optional;
import vn.lienvien.model.SignedDocument;

/** Says why a document is not to be believed; {@code security.SiteIdentity::fault} is one. */
@FunctionalInterface
public interface SignatureCheck {
  /** Empty when that site really signed it. */
  Optional<String> fault(SignedDocument document, String expectedSiteId);
}
