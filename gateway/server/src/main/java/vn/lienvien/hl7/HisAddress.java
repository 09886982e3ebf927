package vn.lienvien.hl7;

/** Where results go and the names in their MSH-3 to MSH-6. */
public record HisAddress(
    String host,
    int port,
    String sendingApplication,
    String sendingFacility,
    String receivingApplication,
    String receivingFacility) {}
