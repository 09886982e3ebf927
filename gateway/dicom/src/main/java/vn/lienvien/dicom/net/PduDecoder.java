package vn.lienvien.dicom.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/**
 * Cuts the byte stream into PDUs (PS3.8 9.3.1): type, reserved, length (4 bytes, big endian),
 * value.
 *
 * <p>Lengths are checked before anything is kept. Data values pass through piece by piece as slices
 * of what the socket read, so a P-DATA-TF of any length costs no memory of its own; only the
 * association PDUs are collected, up to {@value #MAXIMUM_ASSOCIATE_LENGTH} bytes.
 */
final class PduDecoder extends ByteToMessageDecoder {
  static final int MAXIMUM_ASSOCIATE_LENGTH = 1 << 20;
  private static final int HEADER_LENGTH = 6;
  private static final int PDV_HEADER_LENGTH = 6;

  private final int maximumDataLength;
  private boolean broken;
  private boolean insideValue;
  private int pduRemaining;
  private int pdvRemaining;
  private int contextId;
  private int control;

  PduDecoder(int maximumDataLength) {
    this.maximumDataLength = maximumDataLength;
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    if (broken) {
      in.skipBytes(in.readableBytes());
      return;
    }
    try {
      if (insideValue) {
        value(in, out);
      } else if (pduRemaining > 0) {
        valueHeader(in, out);
      } else {
        pdu(in, out);
      }
    } catch (PduException malformed) {
      broken = true;
      in.skipBytes(in.readableBytes());
      out.add(new Pdu.Malformed(malformed.answer()));
    }
  }

  private void pdu(ByteBuf in, List<Object> out) throws PduException {
    if (in.readableBytes() < HEADER_LENGTH) {
      return;
    }
    int type = in.getUnsignedByte(in.readerIndex());
    long length = in.getUnsignedInt(in.readerIndex() + 2);
    checkLength(type, length);
    if (type == Pdu.DATA_TF) {
      in.skipBytes(HEADER_LENGTH);
      pduRemaining = (int) length;
      return;
    }
    if (in.readableBytes() < HEADER_LENGTH + length) {
      return;
    }
    in.skipBytes(HEADER_LENGTH);
    out.add(complete(type, in.readSlice((int) length)));
  }

  private void checkLength(int type, long length) throws PduException {
    boolean fits =
        switch (type) {
          case Pdu.ASSOCIATE_RQ, Pdu.ASSOCIATE_AC -> length <= MAXIMUM_ASSOCIATE_LENGTH;
          case Pdu.ASSOCIATE_RJ, Pdu.RELEASE_RQ, Pdu.RELEASE_RP, Pdu.ABORT -> length == 4;
          case Pdu.DATA_TF -> length >= PDV_HEADER_LENGTH && length <= maximumDataLength;
          default -> throw new PduException(AbortCause.UNRECOGNIZED_PDU, "PDU type " + type);
        };
    if (!fits) {
      throw new PduException(AbortCause.INVALID_PARAMETER_VALUE, "PDU length " + length);
    }
  }

  private static Pdu complete(int type, ByteBuf value) throws PduException {
    return switch (type) {
      case Pdu.ASSOCIATE_RQ -> AssociatePduReader.request(value);
      case Pdu.ASSOCIATE_AC -> AssociatePduReader.accept(value);
      case Pdu.ASSOCIATE_RJ ->
          new Pdu.AssociateRj(
              new Rejection(
                  value.getUnsignedByte(1), value.getUnsignedByte(2), value.getUnsignedByte(3)));
      case Pdu.RELEASE_RQ -> new Pdu.ReleaseRq();
      case Pdu.RELEASE_RP -> new Pdu.ReleaseRp();
      default -> new Pdu.Abort(new AbortCause(value.getUnsignedByte(2), value.getUnsignedByte(3)));
    };
  }

  /** Presentation data value item: length (4), context (1), message control header (1), value. */
  private void valueHeader(ByteBuf in, List<Object> out) throws PduException {
    if (in.readableBytes() < PDV_HEADER_LENGTH) {
      return;
    }
    long length = in.readUnsignedInt();
    if (length < 2 || length > pduRemaining - 4) {
      throw new PduException(AbortCause.INVALID_PARAMETER_VALUE, "PDV length " + length);
    }
    contextId = in.readUnsignedByte();
    control = in.readUnsignedByte();
    pdvRemaining = (int) length - 2;
    pduRemaining -= (int) length + 4;
    if (pduRemaining > 0 && pduRemaining < PDV_HEADER_LENGTH) {
      throw new PduException(AbortCause.INVALID_PARAMETER_VALUE, "bytes after the last PDV");
    }
    insideValue = true;
    if (pdvRemaining == 0) {
      value(in, out); // nothing more need come for it
    }
  }

  private void value(ByteBuf in, List<Object> out) {
    int length = Math.min(in.readableBytes(), pdvRemaining);
    pdvRemaining -= length;
    boolean whole = pdvRemaining == 0;
    if (length == 0 && !whole) {
      return;
    }
    insideValue = !whole;
    boolean last = whole && (control & 2) != 0;
    out.add(new Pdu.Pdv(contextId, (control & 1) != 0, last, in.readRetainedSlice(length)));
  }
}
