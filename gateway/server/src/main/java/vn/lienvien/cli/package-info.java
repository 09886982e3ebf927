/** The command line: arguments in, sentences and exit codes out; never the work itself. */
@org.jspecify.annotations.NullMarked
package vn.lienvien.cli;
