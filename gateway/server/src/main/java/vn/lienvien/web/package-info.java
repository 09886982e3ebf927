/**
 * Everything HTTP: DICOMweb (PS3.18), the API, the viewer's files; never SQL, DIMSE or a decision
 * about a case.
 */
@org.jspecify.annotations.NullMarked
package vn.lienvien.web;
