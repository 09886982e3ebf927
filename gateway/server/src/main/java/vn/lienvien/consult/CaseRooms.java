package vn.lienvien.consult;

import vn.lienvien.archive.AnnotationRows;
import vn.lienvien.archive.CaseNotes;
import vn.lienvien.archive.Cases;
import vn.lienvien.archive.Ledger;
import vn.lienvien.archive.Results;
import vn.lienvien.database.Database;
import vn.lienvien.outbox.Outbox;
import vn.lienvien.outbox.Parcels;
import vn.lienvien.security.SiteIdentity;

/** The rooms in which a case's facts are kept, and this site's own word. */
public record CaseRooms(
    Database database,
    Outbox outbox,
    Parcels parcels,
    Cases cases,
    CaseNotes notes,
    Results results,
    AnnotationRows annotations,
    Ledger ledger,
    CaseArchive archive,
    SiteIdentity identity,
    ConsultationSite site) {}
