package vn.lienvien.archive;

import java.util.List;
import java.util.Map;
import vn.lienvien.model.CaseState;

/**
 * One page of a case list.
 *
 * @param total cases that match the filter, on all pages
 * @param counts cases per state that match everything but the filter's states
 */
public record CasePage(long total, Map<CaseState, Long> counts, List<CaseListing> cases) {}
