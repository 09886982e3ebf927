/** Data sets, VRs, dictionary, character sets, UIDs (PS3.5, PS3.6); never files or sockets. */
@org.jspecify.annotations.NullMarked
package vn.lienvien.dicom.data;
