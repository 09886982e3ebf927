package vn.lienvien.dicom.net;

import java.net.InetSocketAddress;

/** Is told what happens at a listener, for counts and logs; must return quickly. */
public interface AssociationObserver {
  /** Sees nothing. */
  AssociationObserver NONE = new AssociationObserver() {};

  /** A connection was closed before any A-ASSOCIATE-RQ: a port scanner or a probe. */
  default void probed(InetSocketAddress remoteAddress) {}

  /** What came in was no DICOM, or broke its rules. */
  default void violated(InetSocketAddress remoteAddress, AbortCause answer) {}

  default void rejected(AssociationRequest request, Rejection why) {}

  default void opened(Association association) {}

  /** The association was released by either side. */
  default void released(Association association) {}

  /** The association ended any other way. */
  default void broken(Association association, AssociationException why) {}
}
