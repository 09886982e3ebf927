package vn.lienvien.archive;

import java.nio.file.Path;
import java.time.Instant;

/** An instance that came with the UID of another one; a person must judge. */
public record Quarantined(
    String quarantineId, String sopInstanceUID, Path file, String source, Instant receivedAt) {}
