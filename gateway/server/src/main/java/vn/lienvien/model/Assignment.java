package vn.lienvien.model;

import java.time.Instant;

/** The radiologist who has taken a case. */
public record Assignment(String username, String displayName, Instant since) {}
