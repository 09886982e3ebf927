package vn.lienvien.model;

/**
 * A study that goes to a site without Liên Viện.
 *
 * @param destination its name in the configuration
 */
public record Forward(String destination, String studyInstanceUID) {
  private static final char SEPARATOR = '/';

  /** What {@link #subject()} gave. */
  public static Forward of(String subject) {
    int at = subject.indexOf(SEPARATOR);
    return new Forward(subject.substring(0, at), subject.substring(at + 1));
  }

  /** As the subject of a {@link JobKind#SEND_STUDY}. */
  public String subject() {
    return destination + SEPARATOR + studyInstanceUID;
  }
}
