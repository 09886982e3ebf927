package vn.lienvien.dicom.net;

/**
 * A presentation context both sides agreed on.
 *
 * @param scu whether we may invoke operations in it
 * @param scp whether the other side may
 */
public record AcceptedContext(
    int id, String abstractSyntax, String transferSyntax, boolean scu, boolean scp) {}
