/** Sites, other toolkits' programs and made-up studies that DICOM tests talk to; no tests. */
@org.jspecify.annotations.NullMarked
package vn.lienvien.peer;
