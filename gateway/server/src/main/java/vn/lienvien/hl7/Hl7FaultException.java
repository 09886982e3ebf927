package vn.lienvien.hl7;

/** Carries a {@link Hl7Fault} from where it is found to where it is answered. */
final class Hl7FaultException extends Exception {
  private final transient Hl7Fault fault;

  Hl7FaultException(Hl7Fault fault) {
    super(fault.code().text() + " at " + fault.location());
    this.fault = fault;
  }

  Hl7Fault fault() {
    return fault;
  }
}
