@org.jspecify.annotations.NullMarked
package vn.lienvien.cli;
