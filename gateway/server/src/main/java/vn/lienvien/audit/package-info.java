/** The append-only, hash-chained log of who saw and did what; never application logging. */
@org.jspecify.annotations.NullMarked
package vn.lienvien.audit;
