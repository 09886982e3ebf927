/**
 * Site to site: parcels cross a bad line in chunks, both ways on connections that the spoke dials,
 * and are committed and receipted exactly once; never what a parcel means (consult), never DIMSE.
 */
@org.jspecify.annotations.NullMarked
package vn.lienvien.link;
