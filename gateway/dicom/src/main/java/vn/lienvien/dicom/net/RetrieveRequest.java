package vn.lienvien.dicom.net;

import java.util.Optional;
import vn.lienvien.dicom.data.Attributes;

/**
 * An incoming C-MOVE or C-GET (PS3.7 9.1.3, 9.1.4).
 *
 * @param moveDestination the AE title to send to; empty for C-GET
 */
public record RetrieveRequest(
    Association association,
    String sopClassUID,
    Attributes identifier,
    Optional<String> moveDestination) {}
