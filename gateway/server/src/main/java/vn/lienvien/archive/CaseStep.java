package vn.lienvien.archive;

import java.time.Instant;
import vn.lienvien.model.CaseState;

/** One move of a case, as its history keeps it. */
public record CaseStep(Instant at, CaseState state, String reason) {}
