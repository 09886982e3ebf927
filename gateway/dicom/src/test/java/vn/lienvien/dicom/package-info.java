/** Tests of the toolkit as a whole, and the real files all its packages are tested with. */
@org.jspecify.annotations.NullMarked
package vn.lienvien.dicom;
