/** A running gateway under bytes that mean harm; nothing here looks inside it. */
@NullMarked
package vn.lienvien.hostile;

import org.jspecify.annotations.NullMarked;
