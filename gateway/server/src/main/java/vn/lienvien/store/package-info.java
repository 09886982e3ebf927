/**
 * The DIMSE listener (Storage, Query/Retrieve, Storage Commitment SCP) and delivery to the PACS;
 * never a case's next step.
 */
@org.jspecify.annotations.NullMarked
package vn.lienvien.store;
