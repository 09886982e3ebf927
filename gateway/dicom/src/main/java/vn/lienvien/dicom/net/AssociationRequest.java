package vn.lienvien.dicom.net;

import java.net.InetSocketAddress;
import java.util.Optional;

/** What an acceptance policy may look at before an association is accepted. */
public record AssociationRequest(
    String callingAETitle,
    String calledAETitle,
    InetSocketAddress remoteAddress,
    Optional<UserIdentity> userIdentity) {}
