package vn.lienvien.model;

import java.time.Instant;

/**
 * One piece of durable work. At most one job per kind and subject waits at a time.
 *
 * @param attempts how often it has been tried before
 */
public record Job(
    long jobId, JobKind kind, String subject, Priority priority, int attempts, Instant dueAt) {}
