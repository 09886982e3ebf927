package vn.lienvien.dicom.net;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * A command set (PS3.7 6.3, E.1): elements of group 0000 in implicit VR little endian. Only the
 * element number is kept as key; not thread-safe.
 */
final class CommandSet {
  private static final int GROUP_LENGTH = 0x0000;
  static final int AFFECTED_SOP_CLASS_UID = 0x0002;
  static final int REQUESTED_SOP_CLASS_UID = 0x0003;
  static final int COMMAND_FIELD = 0x0100;
  static final int MESSAGE_ID = 0x0110;
  static final int MESSAGE_ID_RESPONDED_TO = 0x0120;
  static final int MOVE_DESTINATION = 0x0600;
  static final int PRIORITY = 0x0700;
  static final int DATA_SET_TYPE = 0x0800;
  static final int STATUS = 0x0900;
  static final int ERROR_COMMENT = 0x0902;
  static final int AFFECTED_SOP_INSTANCE_UID = 0x1000;
  static final int REQUESTED_SOP_INSTANCE_UID = 0x1001;
  static final int EVENT_TYPE_ID = 0x1002;
  static final int ATTRIBUTE_IDENTIFIER_LIST = 0x1005;
  static final int ACTION_TYPE_ID = 0x1008;
  static final int REMAINING_SUB_OPERATIONS = 0x1020;
  static final int COMPLETED_SUB_OPERATIONS = 0x1021;
  static final int FAILED_SUB_OPERATIONS = 0x1022;
  static final int WARNING_SUB_OPERATIONS = 0x1023;
  static final int MOVE_ORIGINATOR_AE_TITLE = 0x1030;
  static final int MOVE_ORIGINATOR_MESSAGE_ID = 0x1031;

  private static final int NO_DATA_SET = 0x0101;
  private static final int WITH_DATA_SET = 0x0000;
  private static final int ELEMENT_HEADER = 8;

  private final TreeMap<Integer, byte[]> values = new TreeMap<>();

  /** A request with a fresh message id. */
  static CommandSet request(int commandField, int messageID, String sopClassUID) {
    return new CommandSet()
        .set(COMMAND_FIELD, commandField)
        .set(MESSAGE_ID, messageID)
        .set(AFFECTED_SOP_CLASS_UID, sopClassUID)
        .withDataSet(false);
  }

  /** The response to a request, with its class and instance repeated. */
  static CommandSet response(CommandSet request, Status status) {
    CommandSet response =
        new CommandSet()
            .set(COMMAND_FIELD, request.commandField() | CommandField.RESPONSE)
            .set(MESSAGE_ID_RESPONDED_TO, request.messageID())
            .set(STATUS, status.code())
            .withDataSet(false);
    for (int element : new int[] {AFFECTED_SOP_CLASS_UID, AFFECTED_SOP_INSTANCE_UID}) {
      request.text(element).ifPresent(uid -> response.set(element, uid));
    }
    request.text(REQUESTED_SOP_CLASS_UID).ifPresent(u -> response.set(AFFECTED_SOP_CLASS_UID, u));
    request
        .text(REQUESTED_SOP_INSTANCE_UID)
        .ifPresent(uid -> response.set(AFFECTED_SOP_INSTANCE_UID, uid));
    if (!status.comment().isEmpty()) {
      response.set(ERROR_COMMENT, status.comment());
    }
    return response;
  }

  /** Reads what arrived; every length is checked against what is there. */
  static CommandSet parse(byte[] bytes) throws PduException {
    CommandSet command = new CommandSet();
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    while (in.remaining() >= ELEMENT_HEADER) {
      int group = in.getShort() & 0xffff;
      int element = in.getShort() & 0xffff;
      long length = in.getInt() & 0xffffffffL;
      if (group != 0 || length > in.remaining()) {
        throw new PduException(AbortCause.NOT_SPECIFIED, "command set is damaged");
      }
      byte[] value = new byte[(int) length];
      in.get(value);
      if (element != GROUP_LENGTH) { // reckoned anew when it is written
        command.values.put(element, value);
      }
    }
    if (in.hasRemaining() || command.number(COMMAND_FIELD).isEmpty()) {
      throw new PduException(AbortCause.NOT_SPECIFIED, "command set is damaged");
    }
    return command;
  }

  byte[] encode() {
    int length = 0;
    for (byte[] value : values.values()) {
      length += ELEMENT_HEADER + value.length;
    }
    ByteBuffer out = ByteBuffer.allocate(12 + length).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(0).putInt(4).putInt(length);
    for (Map.Entry<Integer, byte[]> each : values.entrySet()) {
      out.putShort((short) 0).putShort(each.getKey().shortValue());
      out.putInt(each.getValue().length).put(each.getValue());
    }
    return out.array();
  }

  CommandSet set(int element, int number) {
    values.put(element, new byte[] {(byte) number, (byte) (number >> 8)});
    return this;
  }

  /** UIDs are padded with NUL, other text with a space. */
  CommandSet set(int element, String text) {
    boolean uid =
        switch (element) {
          case AFFECTED_SOP_CLASS_UID,
              REQUESTED_SOP_CLASS_UID,
              AFFECTED_SOP_INSTANCE_UID,
              REQUESTED_SOP_INSTANCE_UID ->
              true;
          default -> false;
        };
    String padded = text.length() % 2 == 0 ? text : text + (uid ? '\0' : ' ');
    values.put(element, padded.getBytes(ISO_8859_1));
    return this;
  }

  CommandSet set(int element, List<Integer> tags) {
    ByteBuffer value = ByteBuffer.allocate(4 * tags.size()).order(ByteOrder.LITTLE_ENDIAN);
    for (int tag : tags) {
      value.putShort((short) (tag >>> 16)).putShort((short) tag);
    }
    values.put(element, value.array());
    return this;
  }

  /** Attribute tags (VR AT); empty when there are none. */
  List<Integer> tags(int element) {
    byte[] bytes = values.getOrDefault(element, new byte[0]);
    ByteBuffer value = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    List<Integer> tags = new ArrayList<>();
    while (value.remaining() >= 4) {
      tags.add((value.getShort() & 0xffff) << 16 | value.getShort() & 0xffff);
    }
    return tags;
  }

  CommandSet withDataSet(boolean present) {
    return set(DATA_SET_TYPE, present ? WITH_DATA_SET : NO_DATA_SET);
  }

  OptionalInt number(int element) {
    byte[] value = values.get(element);
    return value == null || value.length < 2
        ? OptionalInt.empty()
        : OptionalInt.of((value[0] & 0xff) | (value[1] & 0xff) << 8);
  }

  /** The text without padding; empty when absent or blank. */
  Optional<String> text(int element) {
    byte[] value = values.get(element);
    if (value == null) {
      return Optional.empty();
    }
    String text = new String(value, ISO_8859_1).replace('\0', ' ').strip();
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  int commandField() {
    return number(COMMAND_FIELD).orElse(0);
  }

  boolean isResponse() {
    return (commandField() & CommandField.RESPONSE) != 0;
  }

  int messageID() {
    return number(MESSAGE_ID).orElse(0);
  }

  int messageIDRespondedTo() {
    return number(MESSAGE_ID_RESPONDED_TO).orElse(0);
  }

  boolean hasDataSet() {
    return number(DATA_SET_TYPE).orElse(NO_DATA_SET) != NO_DATA_SET;
  }

  /** Affected or requested SOP class, whichever the command has. */
  String sopClassUID() {
    return text(AFFECTED_SOP_CLASS_UID).or(() -> text(REQUESTED_SOP_CLASS_UID)).orElse("");
  }

  String sopInstanceUID() {
    return text(AFFECTED_SOP_INSTANCE_UID).or(() -> text(REQUESTED_SOP_INSTANCE_UID)).orElse("");
  }

  Status status() {
    int code = number(STATUS).orElse(Status.PROCESSING_FAILURE.code());
    return new Status(code, text(ERROR_COMMENT).orElse(""));
  }

  SubOperations subOperations() {
    return new SubOperations(
        number(REMAINING_SUB_OPERATIONS).orElse(0),
        number(COMPLETED_SUB_OPERATIONS).orElse(0),
        number(FAILED_SUB_OPERATIONS).orElse(0),
        number(WARNING_SUB_OPERATIONS).orElse(0));
  }

  CommandSet set(SubOperations counts, boolean remaining) {
    if (remaining) {
      set(REMAINING_SUB_OPERATIONS, counts.remaining());
    }
    return set(COMPLETED_SUB_OPERATIONS, counts.completed())
        .set(FAILED_SUB_OPERATIONS, counts.failed())
        .set(WARNING_SUB_OPERATIONS, counts.warning());
  }
}
