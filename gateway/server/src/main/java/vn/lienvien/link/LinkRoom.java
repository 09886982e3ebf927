package vn.lienvien.link;

import java.nio.file.Path;
import java.time.Clock;
import java.util.function.BiConsumer;
import vn.lienvien.database.Database;
import vn.lienvien.database.Transaction;
import vn.lienvien.model.SignedDocument;
import vn.lienvien.outbox.ParcelEvents;
import vn.lienvien.outbox.Parcels;
import vn.lienvien.security.SiteIdentity;

/**
 * What both ends of a link work with.
 *
 * @param documents where a signed receipt is kept, in the transaction that commits its parcel
 * @param directory {@code <dataDirectory>/link}
 */
public record LinkRoom(
    SiteIdentity identity,
    Database database,
    Parcels parcels,
    ParcelEvents events,
    BiConsumer<Transaction, SignedDocument> documents,
    ObjectStore objects,
    DicomPixels pixels,
    Path directory,
    Clock clock,
    LinkLimits limits) {}
