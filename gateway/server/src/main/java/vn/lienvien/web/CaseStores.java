package vn.lienvien.web;

import vn.lienvien.archive.Archive;
import vn.lienvien.archive.CaseNotes;
import vn.lienvien.archive.Cases;
import vn.lienvien.archive.Index;
import vn.lienvien.archive.Ledger;
import vn.lienvien.archive.Preferences;
import vn.lienvien.archive.QuarantineDesk;
import vn.lienvien.archive.Results;

/** Where cases and their objects are kept. */
public record CaseStores(
    Cases cases,
    CaseNotes notes,
    Results results,
    Ledger ledger,
    Archive archive,
    Index index,
    QuarantineDesk quarantine,
    Preferences preferences) {}
