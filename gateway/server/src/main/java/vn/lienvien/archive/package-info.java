/**
 * Files and index, cases, results and the ledger: the one owner of durable before acknowledged;
 * never a network peer.
 */
@org.jspecify.annotations.NullMarked
package vn.lienvien.archive;
