/**
 * The nouns every room speaks: records and sealed outcomes, JDK only; never I/O, never a library.
 */
@org.jspecify.annotations.NullMarked
package vn.lienvien.model;
