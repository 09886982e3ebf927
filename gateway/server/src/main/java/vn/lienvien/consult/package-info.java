/**
 * The consultation from order to closed ledger: intake, the case as a process, reading, result
 * documents; never a socket, a file format of the archive, or SQL.
 */
@org.jspecify.annotations.NullMarked
package vn.lienvien.consult;
