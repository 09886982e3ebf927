package vn.lienvien.dicom.net;

import java.util.Locale;
import java.util.Map;

/**
 * The status of a DIMSE response (PS3.7 Annex C, PS3.4 per service).
 *
 * @param code 16 bits
 * @param comment goes out as Error Comment (0000,0902), 64 characters at most; must never hold
 *     patient data
 */
public record Status(int code, String comment) {
  /** What a status means for the operation. */
  public enum Category {
    SUCCESS,
    PENDING,
    CANCEL,
    WARNING,
    FAILURE
  }

  public static final Status SUCCESS = new Status(0x0000);
  public static final Status PENDING = new Status(0xff00);
  public static final Status PENDING_WITH_WARNING = new Status(0xff01);
  public static final Status CANCEL = new Status(0xfe00);

  public static final Status ATTRIBUTE_LIST_ERROR = new Status(0x0107);
  public static final Status PROCESSING_FAILURE = new Status(0x0110);
  public static final Status DUPLICATE_SOP_INSTANCE = new Status(0x0111);
  public static final Status NO_SUCH_SOP_INSTANCE = new Status(0x0112);
  public static final Status NO_SUCH_EVENT_TYPE = new Status(0x0113);
  public static final Status INVALID_ARGUMENT_VALUE = new Status(0x0115);
  public static final Status INVALID_SOP_INSTANCE = new Status(0x0117);
  public static final Status MISSING_ATTRIBUTE = new Status(0x0120);
  public static final Status SOP_CLASS_NOT_SUPPORTED = new Status(0x0122);
  public static final Status NO_SUCH_ACTION_TYPE = new Status(0x0123);
  public static final Status NOT_AUTHORIZED = new Status(0x0124);
  public static final Status DUPLICATE_INVOCATION = new Status(0x0210);
  public static final Status UNRECOGNIZED_OPERATION = new Status(0x0211);
  public static final Status MISTYPED_ARGUMENT = new Status(0x0212);
  public static final Status RESOURCE_LIMITATION = new Status(0x0213);

  /** PS3.4 B.2.3, C.4.2, C.4.3: also "unable to calculate number of matches". */
  public static final Status OUT_OF_RESOURCES = new Status(0xa700);

  public static final Status UNABLE_TO_CALCULATE_MATCHES = new Status(0xa701);
  public static final Status UNABLE_TO_PERFORM_SUB_OPERATIONS = new Status(0xa702);
  public static final Status MOVE_DESTINATION_UNKNOWN = new Status(0xa801);
  public static final Status DATA_SET_DOES_NOT_MATCH_SOP_CLASS = new Status(0xa900);
  public static final Status SUB_OPERATIONS_COMPLETE_WITH_FAILURES = new Status(0xb000);
  public static final Status CANNOT_UNDERSTAND = new Status(0xc000);

  private static final Map<Integer, String> MEANINGS =
      Map.ofEntries(
          Map.entry(0x0000, "success"),
          Map.entry(0x0107, "attribute list error"),
          Map.entry(0x0110, "processing failure"),
          Map.entry(0x0111, "duplicate SOP instance"),
          Map.entry(0x0112, "no such SOP instance"),
          Map.entry(0x0117, "invalid SOP instance"),
          Map.entry(0x0120, "missing attribute"),
          Map.entry(0x0122, "SOP class not supported"),
          Map.entry(0x0124, "not authorised"),
          Map.entry(0x0210, "duplicate invocation"),
          Map.entry(0x0211, "unrecognised operation"),
          Map.entry(0x0212, "mistyped argument"),
          Map.entry(0x0213, "resource limitation"),
          Map.entry(0xa701, "out of resources: unable to calculate number of matches"),
          Map.entry(0xa702, "out of resources: unable to perform sub-operations"),
          Map.entry(0xa801, "move destination unknown"),
          Map.entry(0xb000, "sub-operations complete with failures"),
          Map.entry(0xfe00, "cancelled"));

  public Status {
    code &= 0xffff;
    if (comment.length() > 64) {
      comment = comment.substring(0, 64);
    }
  }

  public Status(int code) {
    this(code, "");
  }

  /** The same status with words for the other side's log; never patient data. */
  public Status withComment(String comment) {
    return new Status(code, comment);
  }

  public Category category() {
    if (code == 0) {
      return Category.SUCCESS;
    }
    if (code == 0xff00 || code == 0xff01) {
      return Category.PENDING;
    }
    if (code == 0xfe00) {
      return Category.CANCEL;
    }
    boolean general = code == 0x0001 || code == 0x0107 || code == 0x0116;
    return general || (code & 0xf000) == 0xb000 ? Category.WARNING : Category.FAILURE;
  }

  public boolean isSuccess() {
    return code == 0;
  }

  public boolean isPending() {
    return category() == Category.PENDING;
  }

  /** Whether the object is with the other side: success, or stored with a warning. */
  public boolean isSuccessOrWarning() {
    return isSuccess() || category() == Category.WARNING;
  }

  /** The code as the standard prints it and what it means. */
  @Override
  public String toString() {
    String meaning =
        switch (code & 0xff00) {
          case 0xa700 -> MEANINGS.getOrDefault(code, "refused: out of resources");
          case 0xa900 -> "data set does not match SOP class";
          default -> MEANINGS.getOrDefault(code, category().name().toLowerCase(Locale.ROOT));
        };
    String said = comment.isEmpty() ? "" : ", \"" + comment + "\"";
    return "%04XH (%s%s)".formatted(code, meaning, said);
  }
}
