/** Named counters and timers with units behind one thin face; never patient data. */
@org.jspecify.annotations.NullMarked
package vn.lienvien.metrics;
