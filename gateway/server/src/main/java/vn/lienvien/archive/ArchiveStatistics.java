package vn.lienvien.archive;

/** How full the archive is. */
public record ArchiveStatistics(long instances, long bytes, long freeBytes, long quarantined) {}
