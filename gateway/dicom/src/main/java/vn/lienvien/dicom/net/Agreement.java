package vn.lienvien.dicom.net;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What both sides agreed on when the association was opened.
 *
 * @param window from our own point of view: invoked is what we may have outstanding
 * @param identityConfirmed whether the acceptor confirmed the requestor's user identity
 * @param extended agreed service class application information, by SOP class
 * @param maximumPduLength the longest P-DATA-TF value we send
 */
record Agreement(
    String callingAETitle,
    String calledAETitle,
    List<AcceptedContext> contexts,
    AsyncWindow window,
    int maximumPduLength,
    Optional<UserIdentity> userIdentity,
    boolean identityConfirmed,
    Map<String, ByteBuffer> extended,
    String peerImplementation) {
  Agreement withExtras(boolean confirmed, Map<String, ByteBuffer> agreed) {
    return new Agreement(
        callingAETitle,
        calledAETitle,
        contexts,
        window,
        maximumPduLength,
        userIdentity,
        confirmed,
        Map.copyOf(agreed),
        peerImplementation);
  }
}
