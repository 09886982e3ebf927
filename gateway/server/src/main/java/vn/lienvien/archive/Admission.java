package vn.lienvien.archive;

import java.util.Optional;
import java.util.regex.Pattern;
import vn.lienvien.model.StoreOutcome.Refusal;
import vn.lienvien.model.StoreOutcome.Refused;

/** What an instance must be before it is taken (PS3.4 B.2.3). */
final class Admission {
  /** Laxer than PS3.5 9.1, as modalities are, and still safe in a file name. */
  private static final Pattern UID = Pattern.compile("[0-9][0-9.]{0,63}");

  private static final int LONGEST_UID = 64;

  private Admission() {}

  /** Why it is refused; empty when it is not. */
  static Optional<Refused> refusal(Newcomer newcomer, Incoming incoming) {
    if (!isUid(newcomer.sopInstanceUID())) {
      return Optional.of(mismatch("no usable SOP Instance UID (0008,0018)"));
    }
    if (!isUid(newcomer.sopClassUID())) {
      return Optional.of(mismatch("no usable SOP Class UID (0008,0016)"));
    }
    if (!isUid(newcomer.studyInstanceUID())) {
      return Optional.of(mismatch("no usable Study Instance UID (0020,000D)"));
    }
    if (!isUid(newcomer.seriesInstanceUID())) {
      return Optional.of(mismatch("no usable Series Instance UID (0020,000E)"));
    }
    if (newcomer.dicom().transferSyntaxUID().length() > LONGEST_UID) {
      return Optional.of(mismatch("no usable Transfer Syntax UID (0002,0010)"));
    }
    if (differs(incoming.sopClassUID(), newcomer.sopClassUID())) {
      return Optional.of(mismatch("SOP Class UID is not the announced one"));
    }
    if (differs(incoming.sopInstanceUID(), newcomer.sopInstanceUID())) {
      return Optional.of(mismatch("SOP Instance UID is not the announced one"));
    }
    return Optional.empty();
  }

  private static boolean isUid(String text) {
    return UID.matcher(text).matches();
  }

  private static boolean differs(String announced, String actual) {
    return !announced.isEmpty() && !announced.equals(actual);
  }

  private static Refused mismatch(String reason) {
    return new Refused(Refusal.DOES_NOT_MATCH_SOP_CLASS, reason);
  }
}
