package vn.lienvien.hl7;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * Sends one message over MLLP and waits for the acknowledgement that names it (MSA-2). A connection
 * per message: results are rare, and a HIS that was restarted is then no special case. Thread-safe.
 */
public final class MllpSender {
  private static final int MAXIMUM_ACKNOWLEDGEMENT_BYTES = 1 << 20;

  private final String host;
  private final int port;
  private final Duration connectTime;
  private final Duration answerTime;

  public MllpSender(String host, int port, Duration connectTime, Duration answerTime) {
    this.host = host;
    this.port = port;
    this.connectTime = connectTime;
    this.answerTime = answerTime;
  }

  /** What the receiver said, if anything. */
  public sealed interface Answer {
    /** AA or CA: the receiver has it. */
    record Accepted(String acknowledgement) implements Answer {}

    /** AE, AR, CE or CR: the receiver has read it and does not want it. */
    record Refused(String code, String reason, String acknowledgement) implements Answer {}

    /** No answer, or none to this message: it may or may not have arrived. */
    record None(String reason) implements Answer {}
  }

  /** Sends and waits; {@code message} is complete HL7 text in UTF-8. */
  public Answer send(byte[] message) {
    String controlID =
        MessageHeader.of(new String(message, StandardCharsets.UTF_8)).messageControlID();
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), Math.toIntExact(connectTime.toMillis()));
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(Math.toIntExact(answerTime.toMillis()));
      MllpFraming.write(socket.getOutputStream(), message);
      return answer(socket, controlID);
    } catch (IOException e) {
      return new Answer.None("%s:%d %s".formatted(host, port, e.getMessage()));
    }
  }

  private Answer answer(Socket socket, String controlID) throws IOException {
    MllpFraming framing =
        new MllpFraming(
            new BufferedInputStream(socket.getInputStream()),
            MAXIMUM_ACKNOWLEDGEMENT_BYTES,
            answerTime);
    for (Optional<byte[]> next = framing.next(); next.isPresent(); next = framing.next()) {
      Optional<Answer> answer = answerTo(controlID, new String(next.get(), StandardCharsets.UTF_8));
      if (answer.isPresent()) {
        return answer.get();
      }
    }
    return new Answer.None("connection closed without an acknowledgement of this message");
  }

  /** Empty when the text acknowledges another message, such as one of an earlier attempt. */
  private static Optional<Answer> answerTo(String controlID, String text) {
    try {
      Hl7Message message = Hl7Message.parse(text);
      if (!message.value("MSA", 2).equals(controlID)) {
        return Optional.empty();
      }
      String code = message.value("MSA", 1);
      return Optional.of(
          switch (code) {
            case "AA", "CA" -> new Answer.Accepted(text);
            default -> new Answer.Refused(code, reason(message), text);
          });
    } catch (Hl7FaultException e) {
      return Optional.of(new Answer.None("the acknowledgement cannot be read"));
    }
  }

  /** Code and place only: free text of the peer might quote the patient. */
  private static String reason(Hl7Message message) {
    String place = message.value("ERR", 2) + "-" + message.value("ERR", 2, 3);
    String code = message.value("ERR", 3);
    return code.isEmpty() ? "no ERR segment" : "error %s at %s".formatted(code, place);
  }
}
