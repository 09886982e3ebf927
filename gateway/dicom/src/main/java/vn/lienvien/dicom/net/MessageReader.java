package vn.lienvien.dicom.net;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts DIMSE messages together from presentation data values (PS3.7 6.3.1, PS3.8 E); used by the
 * association's thread only. Commands are bounded, data sets are streams.
 */
final class MessageReader {
  private static final int MAXIMUM_COMMAND_BYTES = 64 << 10;

  private final UpperLayer upper;
  private final Agreement agreement;
  private final Duration idle;

  MessageReader(UpperLayer upper, Agreement agreement, Duration idle) {
    this.upper = upper;
    this.agreement = agreement;
    this.idle = idle;
  }

  /** What the association's thread finds next. */
  sealed interface Next {
    record Message(InboundMessage message) implements Next {}

    /** The other side released, or confirmed our release. */
    record Released(boolean byPeer) implements Next {}

    /** Nothing came for the idle time. */
    record Silence() implements Next {}
  }

  Next next() throws AssociationException {
    Pdu first = take();
    return switch (first) {
      case null -> new Next.Silence();
      case Pdu.Pdv pdv -> new Next.Message(message(pdv));
      case Pdu.ReleaseRq asked -> new Next.Released(true);
      case Pdu.ReleaseRp confirmed -> new Next.Released(false);
      case Pdu.Ended ended -> throw ended.why();
      default -> throw violation(AbortCause.UNEXPECTED_PDU);
    };
  }

  private InboundMessage message(Pdu.Pdv first) throws AssociationException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    Pdu.Pdv pdv = first;
    while (true) {
      boolean fits =
          pdv.command()
              && pdv.contextId() == first.contextId()
              && bytes.size() + pdv.bytes().readableBytes() <= MAXIMUM_COMMAND_BYTES;
      if (fits) {
        append(pdv.bytes(), bytes);
      }
      pdv.bytes().release();
      if (!fits) {
        throw violation(AbortCause.NOT_SPECIFIED);
      }
      if (pdv.last()) {
        break;
      }
      pdv = fragment();
    }
    AcceptedContext context = context(first.contextId());
    try {
      CommandSet command = CommandSet.parse(bytes.toByteArray());
      return new InboundMessage(
          command,
          context,
          command.hasDataSet()
              ? Optional.of(new DataSetStream(this, context.id()))
              : Optional.empty());
    } catch (PduException damaged) {
      throw violation(damaged.answer());
    }
  }

  private static void append(ByteBuf from, ByteArrayOutputStream to) {
    try {
      from.readBytes(to, from.readableBytes());
    } catch (IOException e) {
      throw new AssertionError("a byte array takes every byte", e);
    }
  }

  private AcceptedContext context(int id) throws AssociationException {
    return agreement.contexts().stream()
        .filter(context -> context.id() == id)
        .findFirst()
        .orElseThrow(() -> violation(AbortCause.INVALID_PARAMETER_VALUE));
  }

  /** The next piece of the data set in this context; anything else breaks the protocol. */
  Pdu.Pdv dataFragment(int contextId) throws AssociationException {
    Pdu.Pdv pdv = fragment();
    if (pdv.command() || pdv.contextId() != contextId) {
      pdv.bytes().release();
      throw violation(AbortCause.UNEXPECTED_PARAMETER);
    }
    return pdv;
  }

  private Pdu.Pdv fragment() throws AssociationException {
    return switch (take()) {
      case null -> {
        AssociationException why = new AssociationException.TimedOut("the rest of a message", idle);
        upper.abort(AbortCause.SERVICE_USER, why);
        throw why;
      }
      case Pdu.Pdv pdv -> pdv;
      case Pdu.Ended ended -> throw ended.why();
      default -> throw violation(AbortCause.UNEXPECTED_PDU);
    };
  }

  private @Nullable Pdu take() throws AssociationException {
    try {
      return upper.take(idle);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      AssociationException why = new AssociationException.Lost("our thread was interrupted");
      upper.abort(AbortCause.SERVICE_USER, why);
      throw why;
    }
  }

  private AssociationException violation(AbortCause answer) {
    AssociationException why = new AssociationException.Aborted(answer, false);
    upper.abort(answer, why);
    return why;
  }
}
