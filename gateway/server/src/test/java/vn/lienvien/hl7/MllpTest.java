package vn.lienvien.hl7;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class MllpTest {
  private static final MllpOptions OPTIONS =
      new MllpOptions("127.0.0.1", 0, 100_000, 2, Duration.ofMillis(400), Duration.ofMillis(800));

  @TempDir Path directory;
  private MllpListener listener;

  @BeforeEach
  void listen() throws IOException {
    listener = MllpListener.open(OPTIONS, new HisReceiver(directory, Clock.systemUTC()));
  }

  @AfterEach
  void close() throws IOException {
    listener.close();
  }

  @Test
  void sendsAMessageAndMatchesItsAcknowledgement() throws IOException {
    byte[] message = Messages.bytes(Messages.ORDER_251);
    assertThat(sender(listener.port()).send(message))
        .isInstanceOf(MllpSender.Answer.Accepted.class);
    assertThat(Files.readAllBytes(directory.resolve("MSG00001.hl7"))).isEqualTo(message);
  }

  @Test
  void answersMessagesThatArriveInOnePacket() throws Exception {
    try (Socket socket = connect()) {
      byte[] one = Messages.bytes(Messages.ORDER_251);
      byte[] two = Messages.bytes(Messages.ORDER_23);
      byte[] both = new byte[one.length + two.length + 6];
      both[0] = 0x0B;
      System.arraycopy(one, 0, both, 1, one.length);
      both[one.length + 1] = 0x1C;
      both[one.length + 2] = 0x0D;
      both[one.length + 3] = 0x0B;
      System.arraycopy(two, 0, both, one.length + 4, two.length);
      both[both.length - 2] = 0x1C;
      both[both.length - 1] = 0x0D;
      socket.getOutputStream().write(both);
      MllpFraming in = framing(socket);
      assertThat(text(in.next().orElseThrow())).contains("MSA|AA|MSG00001");
      assertThat(text(in.next().orElseThrow())).contains("MSA|AA|77");
    }
  }

  @Test
  void closesAConnectionThatSpeaksSomethingElseAndCountsIt() throws Exception {
    try (Socket socket = connect()) {
      socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(isClosedByPeer(socket)).isTrue();
    }
    assertThat(listener.counts().framingFaults()).isEqualTo(1);
    assertThat(listener.counts().messages()).isZero();
  }

  @Test
  void closesAConnectionWhoseMessageIsTooLong() throws Exception {
    try (Socket socket = connect()) {
      OutputStream out = socket.getOutputStream();
      out.write(0x0B);
      out.write(new byte[100_001]);
      assertThat(isClosedByPeer(socket)).isTrue();
    }
    assertThat(listener.counts().framingFaults()).isEqualTo(1);
  }

  @Test
  void closesIdleConnections() throws Exception {
    try (Socket socket = connect()) {
      assertThat(isClosedByPeer(socket)).isTrue();
    }
  }

  @Test
  void closesAConnectionThatTricklesOneMessageForEver() throws Exception {
    try (Socket socket = connect()) {
      OutputStream out = socket.getOutputStream();
      out.write(0x0B);
      long start = System.nanoTime();
      assertThat(
              catchThrowable(() -> {
                while (System.nanoTime() - start < Duration.ofSeconds(20).toNanos()) {
                  out.write('A');
                  Thread.sleep(50);
                }
              }))
          .isInstanceOf(IOException.class);
    }
    assertThat(listener.counts().framingFaults()).isEqualTo(1);
  }

  @Test
  void refusesConnectionsBeyondItsLimit() throws Exception {
    List<Socket> open = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      open.add(connect());
    }
    try (Socket third = connect()) {
      assertThat(isClosedByPeer(third)).isTrue();
    }
    assertThat(listener.counts().refusedConnections()).isEqualTo(1);
    for (Socket socket : open) {
      socket.close();
    }
  }

  @Test
  void doesNotLetAControlIDLeadOutOfTheDirectory() {
    byte[] message = Messages.bytes(Messages.ORDER_251.replace("MSG00001", "../../evil"));
    assertThat(sender(listener.port()).send(message)).isInstanceOf(MllpSender.Answer.Refused.class);
  }

  @Test
  void takesOnlyTheAcknowledgementOfItsOwnMessage() throws Exception {
    try (MllpListener wrong =
        MllpListener.open(
            OPTIONS,
            message -> Messages.bytes("MSH|^~\\&|A|B|C|D|2026||ACK|1|P|2.5.1\nMSA|AA|OTHER\n"))) {
      assertThat(sender(wrong.port()).send(Messages.bytes(Messages.ORDER_251)))
          .isInstanceOf(MllpSender.Answer.None.class);
    }
  }

  @Test
  void saysThatNobodyListensThere() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    assertThat(sender(free).send(Messages.bytes(Messages.ORDER_251)))
        .isInstanceOf(MllpSender.Answer.None.class);
  }

  @Test
  void reportsTheCodeAndPlaceOfARefusal() throws Exception {
    try (MllpListener refusing =
        MllpListener.open(
            OPTIONS,
            message ->
                Messages.bytes(
                    "MSH|^~\\&|A|B|C|D|2026||ACK|1|P|2.5.1\nMSA|AE|MSG00001\n"
                        + "ERR||PID^1^3|204^Unknown key^HL70357|E||||BN0001\n"))) {
      MllpSender.Answer answer = sender(refusing.port()).send(Messages.bytes(Messages.ORDER_251));
      assertThat(answer)
          .isInstanceOfSatisfying(
              MllpSender.Answer.Refused.class,
              refused -> {
                assertThat(refused.code()).isEqualTo("AE");
                assertThat(refused.reason()).isEqualTo("error 204 at PID-3");
              });
    }
  }

  private static MllpSender sender(int port) {
    return new MllpSender("127.0.0.1", port, Duration.ofSeconds(2), Duration.ofSeconds(2));
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket();
    socket.connect(new InetSocketAddress("127.0.0.1", listener.port()));
    socket.setSoTimeout(10_000);
    return socket;
  }

  private static boolean isClosedByPeer(Socket socket) {
    try {
      return socket.getInputStream().read() < 0;
    } catch (java.net.SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  private static MllpFraming framing(Socket socket) throws IOException {
    return new MllpFraming(
        new java.io.BufferedInputStream(socket.getInputStream()), 10_000, Duration.ofSeconds(5));
  }

  private static String text(byte[] message) {
    return new String(message, StandardCharsets.UTF_8);
  }
}
