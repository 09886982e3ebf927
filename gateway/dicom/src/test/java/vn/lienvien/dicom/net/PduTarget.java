package vn.lienvien.dicom.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.HexFormat;
import java.util.List;
import vn.lienvien.dicom.fuzz.FuzzTarget;

/** The PDU decoder (PS3.8 9.3), fed in two pieces so that every value is also seen half. */
public final class PduTarget implements FuzzTarget {
  private static final int MAXIMUM_PDU = 16_384;

  @Override
  public void run(byte[] input) {
    if (input.length == 0) {
      return;
    }
    EmbeddedChannel channel = new EmbeddedChannel(new PduDecoder(MAXIMUM_PDU));
    int cut = 1 + (input[0] & 0xFF) % input.length;
    channel.writeInbound(Unpooled.copiedBuffer(input, 1, cut - 1));
    channel.writeInbound(Unpooled.copiedBuffer(input, cut, input.length - cut));
    for (Object pdu = channel.readInbound(); pdu != null; pdu = channel.readInbound()) {
      if (pdu instanceof Pdu.Pdv pdv) {
        ByteBuf bytes = pdv.bytes();
        bytes.release();
      }
    }
    channel.finishAndReleaseAll();
  }

  /** An association request with one context and a maximum length, data, release and abort. */
  @Override
  public List<byte[]> seeds() {
    String uid = "312e322e3834302e31303030382e312e31";
    String syntax = "312e322e3834302e31303030382e312e32";
    String title = "20".repeat(16);
    String context = "2000002e01000000" + "30000011" + uid + "40000011" + syntax;
    String user = "50000008" + "5100000400004000";
    String fixed = "00010000" + title + title + "00".repeat(32);
    String items = "10000015312e322e3834302e31303030382e332e312e312e31" + context + user;
    String request = fixed + items;
    String accepted =
        fixed
            + "10000015312e322e3834302e31303030382e332e312e312e31"
            + "2100001901000000"
            + "40000011"
            + syntax
            + user;
    return List.of(
        seed("0100" + "%08x".formatted(request.length() / 2) + request),
        seed("0200" + "%08x".formatted(accepted.length() / 2) + accepted),
        seed("040000000008" + "00000004" + "0103" + "4142" + "050000000004" + "00000000"),
        seed("070000000004" + "00000201"));
  }

  private static byte[] seed(String hex) {
    return HexFormat.of().parseHex("05" + hex);
  }
}
