/**
 * Vietnamese text of systems that mislabel it: finding out which code page the bytes are really in,
 * and saying what was changed. Knows data sets, never files or the network.
 */
@NullMarked
package vn.lienvien.dicom.vietnamese;

import org.jspecify.annotations.NullMarked;
