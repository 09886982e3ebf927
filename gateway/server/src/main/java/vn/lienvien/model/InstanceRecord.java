package vn.lienvien.model;

import java.nio.file.Path;
import java.time.Instant;

/**
 * One SOP instance in this site's archive.
 *
 * @param file absolute path of the Part 10 file
 * @param fileDigest SHA-256 of the whole file, lower-case hex
 * @param receivedDigest SHA-256 of the data set bytes as they first arrived (without group 2), hex;
 *     empty while the file still has these bytes
 * @param originalTransferSyntaxUID the transfer syntax it arrived in
 * @param framesDigest SHA-256 over the canonical decoded frames of the original, hex; empty while
 *     unproved and for objects without pixels
 */
public record InstanceRecord(
    String sopInstanceUID,
    String sopClassUID,
    String seriesInstanceUID,
    String studyInstanceUID,
    String transferSyntaxUID,
    String originalTransferSyntaxUID,
    Path file,
    long sizeBytes,
    String fileDigest,
    String receivedDigest,
    String framesDigest,
    ProofState proof,
    int numberOfFrames,
    Instant storedAt) {}
