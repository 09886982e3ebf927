package vn.lienvien.dicom.vietnamese;

import java.util.Locale;
import java.util.Optional;

/** What is known of the text that a source sends. */
public sealed interface SourceText {
  /** It is what (0008,0005) says. */
  record AsDeclared() implements SourceText {}

  /** It is what it reads as; what (0008,0005) says where that cannot be told. */
  record Detected() implements SourceText {}

  /** Whatever (0008,0005) says, it is in this encoding. */
  record Always(VietnameseEncoding encoding) implements SourceText {}

  /** The word that {@link #of} reads as this. */
  default String label() {
    return switch (this) {
      case AsDeclared() -> "declared";
      case Detected() -> "detect";
      case Always(VietnameseEncoding encoding) -> encoding.label();
    };
  }

  /** Reads {@code declared}, {@code detect}, or the name of an encoding. */
  static Optional<SourceText> of(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "declared" -> Optional.of(new AsDeclared());
      case "detect" -> Optional.of(new Detected());
      default -> VietnameseEncoding.of(text).map(Always::new);
    };
  }
}
