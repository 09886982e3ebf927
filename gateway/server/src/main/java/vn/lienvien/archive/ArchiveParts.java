package vn.lienvien.archive;

import vn.lienvien.database.Database;

/** What the archive's ways share; locks are named by SOP Instance UID. */
record ArchiveParts(
    Database database, ArchiveFiles files, Staging staging, InstanceRows rows, KeyedLocks locks) {}
