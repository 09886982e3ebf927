package vn.lienvien.dicom.net;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the upper layer exchanges (PS3.8 9.3), and the two ends it can come to. */
sealed interface Pdu {
  int ASSOCIATE_RQ = 0x01;
  int ASSOCIATE_AC = 0x02;
  int ASSOCIATE_RJ = 0x03;
  int DATA_TF = 0x04;
  int RELEASE_RQ = 0x05;
  int RELEASE_RP = 0x06;
  int ABORT = 0x07;

  /** A-ASSOCIATE-RQ (9.3.2); AE titles without padding. */
  record AssociateRq(
      int protocolVersion,
      String calledAETitle,
      String callingAETitle,
      String applicationContext,
      List<ProposedContext> contexts,
      UserInformation user)
      implements Pdu {}

  /** A-ASSOCIATE-AC (9.3.3). */
  record AssociateAc(
      String calledAETitle,
      String callingAETitle,
      List<ContextResult> contexts,
      UserInformation user)
      implements Pdu {}

  /** A-ASSOCIATE-RJ (9.3.4). */
  record AssociateRj(Rejection rejection) implements Pdu {}

  /** A-RELEASE-RQ (9.3.6). */
  record ReleaseRq() implements Pdu {}

  /** A-RELEASE-RP (9.3.7). */
  record ReleaseRp() implements Pdu {}

  /** A-ABORT (9.3.8). */
  record Abort(AbortCause cause) implements Pdu {}

  /**
   * A piece of a presentation data value of a P-DATA-TF (9.3.5), handed on as it arrives.
   *
   * @param last whether the message's command or data set ends with this piece
   * @param bytes owned by whoever takes the piece
   */
  record Pdv(int contextId, boolean command, boolean last, ByteBuf bytes) implements Pdu {}

  /** The peer's bytes are not a PDU we can go on from. */
  record Malformed(AbortCause answer) implements Pdu {}

  /** Nothing will follow. */
  record Ended(AssociationException why) implements Pdu {}

  /** Presentation context item of a request (9.3.2.2). */
  record ProposedContext(int id, String abstractSyntax, List<String> transferSyntaxes) {}

  /** Presentation context item of an accept (9.3.3.2); result 0 is acceptance. */
  record ContextResult(int id, int result, String transferSyntax) {
    static final int ACCEPTED = 0;
    static final int ABSTRACT_SYNTAX_NOT_SUPPORTED = 3;
    static final int TRANSFER_SYNTAXES_NOT_SUPPORTED = 4;
  }

  /** SCP/SCU role selection sub-item (PS3.7 D.3.3.4), from the requestor's point of view. */
  record RoleSelection(String sopClassUID, boolean scu, boolean scp) {}

  /**
   * User information item (PS3.8 D.1, PS3.7 D.3.3).
   *
   * @param maximumLength 0 is without limit
   * @param extended service class application information, by SOP class (PS3.7 D.3.3.5)
   * @param identityAccepted in an answer: a user identity was asked to be confirmed and is
   */
  record UserInformation(
      int maximumLength,
      String implementationClassUID,
      String implementationVersionName,
      Optional<AsyncWindow> window,
      List<RoleSelection> roles,
      Map<String, ByteBuffer> extended,
      List<CommonExtended> commonExtended,
      Optional<UserIdentity> identity,
      boolean identityAccepted) {}
}
