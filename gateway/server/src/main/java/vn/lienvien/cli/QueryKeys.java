package vn.lienvien.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.UID;

/** Matching and return keys as {@code findscu} and {@code movescu} take them. */
final class QueryKeys {
  @Option(
      names = {"-k", "--key"},
      paramLabel = "KEY[=VALUE]",
      converter = QueryKey.Converter.class,
      description =
          "keyword or (gggg,eeee), within items Sequence[0].Keyword; without value: a return key")
  List<QueryKey> keys = new ArrayList<>();

  @Option(
      names = {"-P", "--patient"},
      description = "patient root instead of study root")
  boolean patientRoot;

  @Option(
      names = {"-S", "--study"},
      description = "study root (default)")
  boolean studyRoot;

  Attributes identifier() {
    Attributes identifier = new Attributes();
    keys.forEach(key -> key.setIn(identifier));
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
}
