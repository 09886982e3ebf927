package vn.lienvien.archive;

import java.util.List;
import java.util.Map;
import vn.lienvien.model.CaseState;
import vn.lienvien.model.Site;

/**
 * One page of a case list.
 *
 * @param total cases that match the filter, on all pages
 * @param counts cases per state that match everything but the filter's states
 * @param sites the other sites of this side's cases, whatever the filter says
 * @param modalities of the images of this side's cases, whatever the filter says
 */
public record CasePage(
    long total,
    Map<CaseState, Long> counts,
    List<CaseListing> cases,
    List<Site> sites,
    List<String> modalities) {}
