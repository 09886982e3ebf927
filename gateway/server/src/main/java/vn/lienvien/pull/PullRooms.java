package vn.lienvien.pull;

import java.util.Optional;
import vn.lienvien.archive.Archive;
import vn.lienvien.archive.Cases;
import vn.lienvien.database.Database;
import vn.lienvien.outbox.Outbox;

/** What work on a study at the PACS stands on; no PACS where the site has none. */
public record PullRooms(
    Database database, Archive archive, Cases cases, Outbox outbox, Optional<PacsNode> pacs) {}
