package vn.lienvien.dicom.net;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Sends requests and waits for what comes back; shared by every SCU role of an association. */
final class RequestSender {
  private final MessageWriter writer;
  private final Exchanges exchanges;
  private final UpperLayer upper;
  private final Agreement agreement;
  private final Duration timeout;
  private final AwaitedResponses awaited;

  RequestSender(
      MessageWriter writer,
      Exchanges exchanges,
      UpperLayer upper,
      Agreement agreement,
      Duration timeout) {
    this.writer = writer;
    this.exchanges = exchanges;
    this.upper = upper;
    this.agreement = agreement;
    this.timeout = timeout;
    awaited = new AwaitedResponses(upper::after, System::nanoTime, timeout, this::responseMissing);
  }

  Agreement agreement() {
    return agreement;
  }

  /** A context of the class; one in which we may be SCU if there is one. */
  AcceptedContext context(String sopClassUID) throws AssociationException {
    Optional<AcceptedContext> ours =
        agreement.contexts().stream()
            .filter(context -> context.abstractSyntax().equals(sopClassUID))
            .max((a, b) -> Boolean.compare(a.scu(), b.scu()));
    return ours.orElseThrow(() -> new AssociationException.NoPresentationContext(sopClassUID));
  }

  int begin(Exchanges.Waiting sink) throws AssociationException {
    try {
      return exchanges.begin(sink, timeout);
    } catch (AssociationException.TimedOut late) {
      upper.abort(AbortCause.SERVICE_USER, late);
      throw late;
    }
  }

  /** Opens a data set before its request begins, so that reading it costs the window nothing. */
  DataSetPdus open(AcceptedContext context, DataSetSource dataSet) throws IOException {
    return writer.open(context, dataSet);
  }

  /** Sends a request begun before; on failure its place in the window is given back. */
  void send(CommandSet command, DataSetPdus dataSet) throws IOException {
    givingBack(command, () -> writer.send(command, dataSet));
  }

  /** The same with a data set that is at hand, or none. */
  void send(AcceptedContext context, CommandSet command, @Nullable DataSetSource dataSet)
      throws IOException {
    givingBack(command, () -> writer.send(context, command, dataSet));
  }

  private interface Sending {
    void run() throws IOException;
  }

  private void givingBack(CommandSet command, Sending sending) throws IOException {
    boolean sent = false;
    try {
      sending.run();
      sent = true;
    } finally {
      if (!sent) {
        exchanges.giveUp(command.messageID());
      }
    }
  }

  /** The next response; silence for the response time ends the association. */
  Reply await(Replies replies) throws AssociationException {
    try {
      return replies.await(timeout);
    } catch (AssociationException.TimedOut late) {
      upper.abort(AbortCause.SERVICE_USER, late);
      throw late;
    }
  }

  /** Ends the association when the response to what was just sent does not come in time. */
  void expect(Future<Status> response) {
    awaited.add(response);
  }

  private void responseMissing() {
    upper.abort(AbortCause.SERVICE_USER, new AssociationException.TimedOut("a response", timeout));
  }

  /** Asks the peer to stop an operation (PS3.7 9.3.2.3); a lost association says so elsewhere. */
  void cancel(AcceptedContext context, int messageID) {
    CommandSet command =
        new CommandSet()
            .set(CommandSet.COMMAND_FIELD, CommandField.C_CANCEL_RQ)
            .set(CommandSet.MESSAGE_ID_RESPONDED_TO, messageID);
    try {
      writer.send(context, command, null);
    } catch (IOException ended) {
      upper.abort(
          AbortCause.SERVICE_USER, new AssociationException.Lost("a cancel could not be sent"));
    }
  }
}
