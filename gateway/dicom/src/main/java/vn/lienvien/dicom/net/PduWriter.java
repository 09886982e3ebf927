package vn.lienvien.dicom.net;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.ByteBuffer;
import java.util.List;

/** Writes every PDU but P-DATA-TF, which {@link MessageWriter} builds where its bytes are. */
final class PduWriter {
  private static final String APPLICATION_CONTEXT = "1.2.840.10008.3.1.1.1";

  private final ByteBuf out;

  private PduWriter(ByteBuf out) {
    this.out = out;
  }

  static ByteBuf associateRq(ByteBufAllocator allocator, Pdu.AssociateRq rq) {
    PduWriter writer = new PduWriter(allocator.buffer(4096));
    int start = writer.associateStart(Pdu.ASSOCIATE_RQ, rq.calledAETitle(), rq.callingAETitle());
    for (Pdu.ProposedContext context : rq.contexts()) {
      int item = writer.start(0x20);
      writer.out.writeByte(context.id()).writeZero(3);
      writer.text(0x30, context.abstractSyntax());
      context.transferSyntaxes().forEach(syntax -> writer.text(0x40, syntax));
      writer.end(item);
    }
    writer.user(rq.user());
    return writer.finish(start);
  }

  static ByteBuf associateAc(ByteBufAllocator allocator, Pdu.AssociateAc ac) {
    PduWriter writer = new PduWriter(allocator.buffer(4096));
    int start = writer.associateStart(Pdu.ASSOCIATE_AC, ac.calledAETitle(), ac.callingAETitle());
    for (Pdu.ContextResult context : ac.contexts()) {
      int item = writer.start(0x21);
      writer.out.writeByte(context.id()).writeByte(0).writeByte(context.result()).writeByte(0);
      writer.text(0x40, context.transferSyntax());
      writer.end(item);
    }
    writer.user(ac.user());
    return writer.finish(start);
  }

  static ByteBuf associateRj(ByteBufAllocator allocator, Rejection why) {
    return shortPdu(allocator, Pdu.ASSOCIATE_RJ, why.result(), why.source(), why.reason());
  }

  static ByteBuf releaseRq(ByteBufAllocator allocator) {
    return shortPdu(allocator, Pdu.RELEASE_RQ, 0, 0, 0);
  }

  static ByteBuf releaseRp(ByteBufAllocator allocator) {
    return shortPdu(allocator, Pdu.RELEASE_RP, 0, 0, 0);
  }

  static ByteBuf abort(ByteBufAllocator allocator, AbortCause cause) {
    return shortPdu(allocator, Pdu.ABORT, 0, cause.source(), cause.reason());
  }

  private static ByteBuf shortPdu(ByteBufAllocator allocator, int type, int... lastThree) {
    ByteBuf out = allocator.buffer(10).writeByte(type).writeByte(0).writeInt(4).writeByte(0);
    for (int value : lastThree) {
      out.writeByte(value);
    }
    return out;
  }

  private int associateStart(int type, String calledAETitle, String callingAETitle) {
    out.writeByte(type).writeByte(0);
    int start = out.writerIndex();
    out.writeInt(0).writeShort(1).writeShort(0);
    padded(calledAETitle);
    padded(callingAETitle);
    out.writeZero(32);
    text(0x10, APPLICATION_CONTEXT);
    return start;
  }

  private ByteBuf finish(int start) {
    return out.setInt(start, out.writerIndex() - start - 4);
  }

  private void padded(String aeTitle) {
    byte[] bytes = aeTitle.getBytes(ISO_8859_1);
    int length = Math.min(bytes.length, 16);
    out.writeBytes(bytes, 0, length);
    for (int i = length; i < 16; i++) {
      out.writeByte(' ');
    }
  }

  private int start(int itemType) {
    out.writeByte(itemType).writeByte(0);
    int start = out.writerIndex();
    out.writeShort(0);
    return start;
  }

  private void end(int start) {
    out.setShort(start, out.writerIndex() - start - 2);
  }

  private void text(int itemType, String text) {
    int item = start(itemType);
    out.writeBytes(text.getBytes(ISO_8859_1));
    end(item);
  }

  private void user(Pdu.UserInformation user) {
    int item = start(0x50);
    int maximum = start(0x51);
    out.writeInt(user.maximumLength());
    end(maximum);
    text(0x52, user.implementationClassUID());
    user.window()
        .ifPresent(window -> {
          int sub = start(0x53);
          out.writeShort(window.invoked()).writeShort(window.performed());
          end(sub);
        });
    user.roles().forEach(this::role);
    text(0x55, user.implementationVersionName());
    user.extended().forEach(this::extended);
    user.commonExtended().forEach(this::commonExtended);
    user.identity().ifPresent(this::identity);
    if (user.identityAccepted()) {
      int sub = start(0x59);
      out.writeShort(0);
      end(sub);
    }
    end(item);
  }

  private void role(Pdu.RoleSelection role) {
    int sub = start(0x54);
    uid(role.sopClassUID());
    out.writeByte(role.scu() ? 1 : 0).writeByte(role.scp() ? 1 : 0);
    end(sub);
  }

  private void extended(String sopClassUID, ByteBuffer information) {
    int sub = start(0x56);
    uid(sopClassUID);
    out.writeBytes(information.duplicate());
    end(sub);
  }

  private void commonExtended(CommonExtended common) {
    int sub = start(0x57);
    uid(common.sopClassUID());
    uid(common.serviceClassUID());
    int start = out.writerIndex();
    out.writeShort(0);
    common.relatedGeneralSopClassUIDs().forEach(this::uid);
    end(start);
    end(sub);
  }

  private void uid(String uid) {
    byte[] bytes = uid.getBytes(ISO_8859_1);
    out.writeShort(bytes.length).writeBytes(bytes);
  }

  private void identity(UserIdentity identity) {
    int sub = start(0x58);
    out.writeByte(identity.type()).writeByte(identity.responseRequested() ? 1 : 0);
    for (ByteBuffer field : List.of(identity.primary(), identity.secondary())) {
      out.writeShort(field.remaining()).writeBytes(field.duplicate());
    }
    end(sub);
  }
}
