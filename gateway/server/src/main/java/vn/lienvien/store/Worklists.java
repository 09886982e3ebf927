package vn.lienvien.store;

import vn.lienvien.archive.Cases;
import vn.lienvien.database.Database;

/** What modality worklist and performed procedure steps work on. */
public record Worklists(Database database, Cases cases) {}
