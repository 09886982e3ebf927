/**
 * The one embedded database: transactions that are on the disk before they return, and the
 * migrations; never a query of another room.
 */
@org.jspecify.annotations.NullMarked
package vn.lienvien.database;
