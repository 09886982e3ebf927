package vn.lienvien.dicom.net;

import io.netty.channel.ConnectTimeoutException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import javax.net.ssl.SSLException;

/**
 * Why an association could not be opened or did not live to its end; the message holds no patient
 * data, {@link #advice()} tells an operator what to look at.
 */
public abstract sealed class AssociationException extends IOException {
  private final String advice;

  private AssociationException(String message, String advice) {
    super(message);
    this.advice = advice;
  }

  /** One sentence for the person who set the two systems up. */
  public final String advice() {
    return advice;
  }

  /** Whether trying the same again later may succeed. */
  public boolean isTransient() {
    return true;
  }

  /** Nothing answered at the address. */
  public static final class NotConnected extends AssociationException {
    public NotConnected(String address, Throwable cause) {
      super(
          "no connection to " + address + ": " + words(cause),
          cause instanceof SSLException || cause instanceof ClosedChannelException
              ? "a TLS connection did not come about: check that this port speaks TLS, and that each"
                  + " side has the certificate authority of the other"
              : "no connection to "
                  + address
                  + ": check host, port, firewall and whether the other side is running");
      initCause(cause);
    }

    /** What the network said, without the words of our libraries. */
    private static String words(Throwable cause) {
      return switch (cause) {
        case UnknownHostException _ -> "no host of this name";
        case ConnectTimeoutException _ -> "no answer";
        case ConnectException refused
            when String.valueOf(refused.getMessage()).contains("refused") ->
            "connection refused";
        case ClosedChannelException _ -> "closed by the other side";
        default -> String.valueOf(cause.getMessage());
      };
    }
  }

  /** The other side answered with A-ASSOCIATE-RJ. */
  public static final class Rejected extends AssociationException {
    private final Rejection rejection;

    public Rejected(Rejection rejection) {
      super("association rejected " + rejection, rejection.advice());
      this.rejection = rejection;
    }

    public Rejection rejection() {
      return rejection;
    }

    @Override
    public boolean isTransient() {
      return rejection.isTransient();
    }
  }

  /** One of the sides sent A-ABORT. */
  public static final class Aborted extends AssociationException {
    private final AbortCause cause;

    public Aborted(AbortCause cause, boolean byPeer) {
      super(
          (byPeer ? "aborted by the other side: " : "aborted by us: ") + cause.meaning(),
          byPeer
              ? "the other side aborted (" + cause.meaning() + "): its log knows why"
              : "we aborted (" + cause.meaning() + "): the other side broke the DICOM protocol");
      this.cause = cause;
    }

    public AbortCause abortCause() {
      return cause;
    }
  }

  /** The connection ended without release or abort, or was ended because it is not usable. */
  public static final class Lost extends AssociationException {
    public Lost(String what) {
      super(
          "connection lost: " + what,
          "the connection broke off: check the line, firewalls that drop idle connections, and the"
              + " other side's log");
    }
  }

  /** The other side did not answer in time. */
  public static final class TimedOut extends AssociationException {
    public TimedOut(String waitingFor, Duration limit) {
      super(
          "timed out after " + limit.toMillis() + " ms waiting for " + waitingFor,
          "the other side is connected but does not answer: it may be overloaded, or the port may"
              + " belong to another service or need TLS");
    }
  }

  /** The other side accepted no presentation context that could carry the operation. */
  public static final class NoPresentationContext extends AssociationException {
    public NoPresentationContext(String sopClassUID) {
      super(
          "no accepted presentation context for " + sopClassUID,
          "the other side does not accept this SOP class in any transfer syntax we offered: check"
              + " its conformance statement or configuration");
    }

    @Override
    public boolean isTransient() {
      return false;
    }
  }
}
