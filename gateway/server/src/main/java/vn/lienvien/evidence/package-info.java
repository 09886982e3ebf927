/**
 * What the lines between the sites did, day by day for ten years (Circular 49, Article 8(4)). Never
 * moves a byte of its own.
 */
@org.jspecify.annotations.NullMarked
package vn.lienvien.evidence;
