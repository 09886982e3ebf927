package vn.lienvien.dicom.net;

import java.util.List;

/**
 * How a C-MOVE or C-GET ended, as the SCP says; what has arrived is the receiver's own truth.
 *
 * @param failedSopInstanceUIDs (0008,0058) of the last response
 */
public record RetrieveResult(
    Status status, SubOperations subOperations, List<String> failedSopInstanceUIDs) {}
