package vn.lienvien.archive;

import vn.lienvien.dicom.vietnamese.RepairedValue;

/**
 * A value that the index shows otherwise than its file declares it, with the bytes as they came.
 *
 * @param encoding that the bytes are taken to be in, such as {@code TCVN3}
 */
public record RepairedText(String encoding, RepairedValue value) {}
