/**
 * HL7 v2 over MLLP, in (orders) and out (results): every byte to and from the HIS, and all that
 * knows HAPI; never a decision about a case.
 */
@org.jspecify.annotations.NullMarked
package vn.lienvien.hl7;
