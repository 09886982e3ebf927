package vn.lienvien.archive;

/** Who measures the archive's disk and who watches its steps. */
public record ArchiveProbes(FreeSpace freeSpace, StoreSteps steps) {}
