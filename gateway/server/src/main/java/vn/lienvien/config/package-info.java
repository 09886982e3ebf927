/** Settings from YAML, validated as a whole; never a default that hides a fault. */
@org.jspecify.annotations.NullMarked
package vn.lienvien.config;
