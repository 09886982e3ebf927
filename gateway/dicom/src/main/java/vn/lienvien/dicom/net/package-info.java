/**
 * Upper layer and DIMSE as requestor and acceptor, on Netty (PS3.7, PS3.8); never pixels, files of
 * an archive, or what a hospital decides.
 */
@org.jspecify.annotations.NullMarked
package vn.lienvien.dicom.net;
