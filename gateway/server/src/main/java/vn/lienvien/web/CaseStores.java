package vn.lienvien.web;

import vn.lienvien.archive.Archive;
import vn.lienvien.archive.Cases;
import vn.lienvien.archive.Index;
import vn.lienvien.archive.Ledger;
import vn.lienvien.archive.Results;

/** Where cases and their objects are kept. */
public record CaseStores(
    Cases cases, Results results, Ledger ledger, Archive archive, Index index) {}
