/**
 * Finding studies at a PACS and moving them here; never the listener they arrive at, nor a case's
 * next step.
 */
@org.jspecify.annotations.NullMarked
package vn.lienvien.pull;
