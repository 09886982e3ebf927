/** Part 10 files, data set streams, JSON model (PS3.10, PS3.18 F); never sockets, never pixels. */
@org.jspecify.annotations.NullMarked
package vn.lienvien.dicom.io;
