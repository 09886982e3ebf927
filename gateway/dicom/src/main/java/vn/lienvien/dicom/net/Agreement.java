package vn.lienvien.dicom.net;

import java.util.List;
import java.util.Optional;

/**
 * What both sides agreed on when the association was opened.
 *
 * @param window from our own point of view: invoked is what we may have outstanding
 * @param maximumPduLength the longest P-DATA-TF value we send
 */
record Agreement(
    String callingAETitle,
    String calledAETitle,
    List<AcceptedContext> contexts,
    AsyncWindow window,
    int maximumPduLength,
    Optional<UserIdentity> userIdentity,
    String peerImplementation) {}
