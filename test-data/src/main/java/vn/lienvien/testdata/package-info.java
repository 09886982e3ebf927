/**
 * Makes phantom studies and HL7 messages, byte for byte the same on every machine; no patient ever.
 */
@org.jspecify.annotations.NullMarked
package vn.lienvien.testdata;
