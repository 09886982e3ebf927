/**
 * Durable work: jobs and parcels that survive any kill, and the dispatcher that runs them; never
 * what a job does.
 */
@org.jspecify.annotations.NullMarked
package vn.lienvien.outbox;
