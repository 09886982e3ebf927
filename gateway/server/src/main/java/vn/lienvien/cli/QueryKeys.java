package vn.lienvien.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.ElementDictionary;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.UID;

/** Matching and return keys as {@code findscu} and {@code movescu} take them. */
final class QueryKeys {
  @Option(
      names = {"-k", "--key"},
      paramLabel = "KEY[=VALUE]",
      description = "keyword or (gggg,eeee); without value: a return key")
  List<String> keys = new ArrayList<>();

  @Option(
      names = {"-P", "--patient"},
      description = "patient root instead of study root")
  boolean patientRoot;

  Attributes identifier() {
    Attributes identifier = new Attributes();
    for (String key : keys) {
      int equals = key.indexOf('=');
      int tag = tag(equals < 0 ? key : key.substring(0, equals));
      if (equals < 0) {
        identifier.setEmpty(tag);
      } else {
        identifier.set(tag, key.substring(equals + 1).split("\\\\"));
      }
    }
    if (!identifier.contains(Tag.QueryRetrieveLevel)) {
      identifier.set(Tag.QueryRetrieveLevel, "STUDY");
    }
    return identifier;
  }

  String find() {
    return patientRoot
        ? UID.PatientRootQueryRetrieveInformationModelFind
        : UID.StudyRootQueryRetrieveInformationModelFind;
  }

  String move() {
    return patientRoot
        ? UID.PatientRootQueryRetrieveInformationModelMove
        : UID.StudyRootQueryRetrieveInformationModelMove;
  }

  String get() {
    return patientRoot
        ? UID.PatientRootQueryRetrieveInformationModelGet
        : UID.StudyRootQueryRetrieveInformationModelGet;
  }

  private static int tag(String text) {
    OptionalInt keyword = ElementDictionary.tagOf(text);
    if (keyword.isPresent()) {
      return keyword.getAsInt();
    }
    String digits = text.replaceAll("[(),]", "");
    if (digits.matches("[0-9A-Fa-f]{8}")) {
      return Integer.parseUnsignedInt(digits, 16);
    }
    throw new TypeConversionException("'" + text + "' is neither a keyword nor (gggg,eeee)");
  }
}
