package vn.lienvien.dicom.net;

/** A SOP class and instance named in a storage commitment. */
public record ReferencedInstance(String sopClassUID, String sopInstanceUID) {}
