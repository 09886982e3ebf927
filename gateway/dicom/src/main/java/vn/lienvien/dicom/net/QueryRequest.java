package vn.lienvien.dicom.net;

import vn.lienvien.dicom.data.Attributes;

/**
 * An incoming C-FIND (PS3.7 9.1.2).
 *
 * @param cancellation set when the requestor sends C-CANCEL or the association ends
 */
public record QueryRequest(
    Association association,
    String sopClassUID,
    Attributes identifier,
    Cancellation cancellation) {}
