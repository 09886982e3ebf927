package vn.lienvien.dicom.net;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the variable part of A-ASSOCIATE-RQ and -AC (PS3.8 9.3.2, 9.3.3). Every item lies inside
 * its parent, unknown items are passed over as the standard asks.
 */
final class AssociatePduReader {
  private static final int FIXED_LENGTH = 68;

  private final List<Pdu.ProposedContext> proposed = new ArrayList<>();
  private final List<Pdu.ContextResult> results = new ArrayList<>();
  private final List<Pdu.RoleSelection> roles = new ArrayList<>();
  private String applicationContext = "";
  private int maximumLength;
  private String implementationClassUID = "";
  private String implementationVersionName = "";
  private Optional<AsyncWindow> window = Optional.empty();
  private final Map<String, ByteBuffer> extended = new LinkedHashMap<>();
  private final List<CommonExtended> commonExtended = new ArrayList<>();
  private Optional<UserIdentity> identity = Optional.empty();
  private boolean identityAccepted;

  private AssociatePduReader() {}

  static Pdu.AssociateRq request(ByteBuf value) throws PduException {
    AssociatePduReader reader = new AssociatePduReader();
    Fixed fixed = reader.read(value);
    return new Pdu.AssociateRq(
        fixed.protocolVersion(),
        fixed.calledAETitle(),
        fixed.callingAETitle(),
        reader.applicationContext,
        List.copyOf(reader.proposed),
        reader.user());
  }

  static Pdu.AssociateAc accept(ByteBuf value) throws PduException {
    AssociatePduReader reader = new AssociatePduReader();
    Fixed fixed = reader.read(value);
    return new Pdu.AssociateAc(
        fixed.calledAETitle(), fixed.callingAETitle(), List.copyOf(reader.results), reader.user());
  }

  /** Version (2), reserved (2), called (16), calling (16), reserved (32); then items. */
  private record Fixed(int protocolVersion, String calledAETitle, String callingAETitle) {}

  private Fixed read(ByteBuf value) throws PduException {
    if (value.readableBytes() < FIXED_LENGTH) {
      throw new PduException(AbortCause.INVALID_PARAMETER_VALUE, "association PDU too short");
    }
    int version = value.readUnsignedShort();
    value.skipBytes(2);
    String called = text(value.readSlice(16));
    String calling = text(value.readSlice(16));
    value.skipBytes(32);
    try {
      while (value.isReadable()) {
        item(value.readUnsignedByte(), body(value));
      }
    } catch (IndexOutOfBoundsException beyond) {
      throw new PduException(AbortCause.INVALID_PARAMETER_VALUE, "item beyond its parent");
    }
    return new Fixed(version, called, calling);
  }

  private static ByteBuf body(ByteBuf in) {
    in.skipBytes(1);
    return in.readSlice(in.readUnsignedShort());
  }

  private void item(int type, ByteBuf body) throws PduException {
    switch (type) {
      case 0x10 -> applicationContext = text(body);
      case 0x20 -> proposedContext(body);
      case 0x21 -> contextResult(body);
      case 0x50 -> {
        while (body.isReadable()) {
          userItem(body.readUnsignedByte(), body(body));
        }
      }
      default -> {} // PS3.8 9.3.1: unrecognised items are ignored
    }
  }

  private void proposedContext(ByteBuf body) throws PduException {
    int id = contextId(body);
    boolean known = proposed.stream().anyMatch(context -> context.id() == id);
    if (known) {
      throw new PduException(AbortCause.INVALID_PARAMETER_VALUE, "context id twice");
    }
    String abstractSyntax = "";
    List<String> transferSyntaxes = new ArrayList<>();
    while (body.isReadable()) {
      int type = body.readUnsignedByte();
      ByteBuf uid = body(body);
      if (type == 0x30) {
        abstractSyntax = text(uid);
      } else if (type == 0x40) {
        transferSyntaxes.add(text(uid));
      }
    }
    proposed.add(new Pdu.ProposedContext(id, abstractSyntax, List.copyOf(transferSyntaxes)));
  }

  private void contextResult(ByteBuf body) throws PduException {
    int result = body.getUnsignedByte(body.readerIndex() + 2);
    int id = contextId(body);
    String transferSyntax = "";
    while (body.isReadable()) {
      int type = body.readUnsignedByte();
      ByteBuf uid = body(body);
      if (type == 0x40) {
        transferSyntax = text(uid);
      }
    }
    results.add(new Pdu.ContextResult(id, result, transferSyntax));
  }

  /** Identifier (1) and three bytes of which only an accept uses the second, its result. */
  private static int contextId(ByteBuf body) throws PduException {
    int id = body.readUnsignedByte();
    body.skipBytes(3);
    if (id % 2 == 0) {
      throw new PduException(AbortCause.INVALID_PARAMETER_VALUE, "context id " + id);
    }
    return id;
  }

  private void userItem(int type, ByteBuf body) {
    switch (type) {
      case 0x51 -> maximumLength = (int) Math.min(body.readUnsignedInt(), Integer.MAX_VALUE);
      case 0x52 -> implementationClassUID = text(body);
      case 0x53 ->
          window = Optional.of(new AsyncWindow(body.readUnsignedShort(), body.readUnsignedShort()));
      case 0x54 -> {
        String sopClassUID = text(body.readSlice(body.readUnsignedShort()));
        roles.add(new Pdu.RoleSelection(sopClassUID, body.readByte() == 1, body.readByte() == 1));
      }
      case 0x55 -> implementationVersionName = text(body);
      case 0x56 -> {
        String sopClassUID = text(body.readSlice(body.readUnsignedShort()));
        extended.put(sopClassUID, ByteBuffer.wrap(ByteBufUtil.getBytes(body)));
      }
      case 0x57 -> commonExtended.add(commonExtended(body));
      case 0x58 -> identity = Optional.of(identity(body));
      case 0x59 -> identityAccepted = true;
      default -> {} // PS3.7 D.3.3: unrecognised items are ignored
    }
  }

  /** SOP class, service class, then related general SOP classes, each with its length (2). */
  private static CommonExtended commonExtended(ByteBuf body) {
    String sopClassUID = text(body.readSlice(body.readUnsignedShort()));
    String serviceClassUID = text(body.readSlice(body.readUnsignedShort()));
    ByteBuf related = body.readSlice(body.readUnsignedShort());
    List<String> uids = new ArrayList<>();
    while (related.isReadable()) {
      uids.add(text(related.readSlice(related.readUnsignedShort())));
    }
    return new CommonExtended(sopClassUID, serviceClassUID, uids);
  }

  private static UserIdentity identity(ByteBuf body) {
    int type = body.readUnsignedByte();
    boolean responseRequested = body.readByte() == 1;
    byte[] primary = ByteBufUtil.getBytes(body.readSlice(body.readUnsignedShort()));
    byte[] secondary = ByteBufUtil.getBytes(body.readSlice(body.readUnsignedShort()));
    return new UserIdentity(
        type, responseRequested, ByteBuffer.wrap(primary), ByteBuffer.wrap(secondary));
  }

  private Pdu.UserInformation user() {
    return new Pdu.UserInformation(
        maximumLength,
        implementationClassUID,
        implementationVersionName,
        window,
        List.copyOf(roles),
        Map.copyOf(extended),
        List.copyOf(commonExtended),
        identity,
        identityAccepted);
  }

  /** UIDs may be padded with NUL and AE titles with spaces, at either end in real life. */
  private static String text(ByteBuf in) {
    String text = in.toString(ISO_8859_1);
    int start = 0;
    int end = text.length();
    while (start < end && text.charAt(start) <= ' ') {
      start++;
    }
    while (end > start && text.charAt(end - 1) <= ' ') {
      end--;
    }
    return text.substring(start, end);
  }
}
