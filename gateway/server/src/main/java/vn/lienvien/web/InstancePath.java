package vn.lienvien.web;

import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;
import vn.lienvien.archive.Archive;
import vn.lienvien.dicom.data.UIDs;
import vn.lienvien.dicom.io.DicomFile;
import vn.lienvien.dicom.vietnamese.SourceText;
import vn.lienvien.dicom.vietnamese.TextRepair;
import vn.lienvien.model.InstanceRecord;

/** Finds the instances that a DICOMweb path names (PS3.18 10.1.1). */
final class InstancePath {
  private final Archive archive;

  InstancePath(Archive archive) {
    this.archive = archive;
  }

  /** Every instance of the study, series or instance of the path; at least one, or 404. */
  List<InstanceRecord> instances(Exchange exchange) {
    String study = uid(exchange, "study");
    Predicate<InstanceRecord> wanted = record -> record.studyInstanceUID().equals(study);
    if (has(exchange, "series")) {
      String series = uid(exchange, "series");
      wanted = wanted.and(record -> record.seriesInstanceUID().equals(series));
    }
    List<InstanceRecord> candidates =
        has(exchange, "instance")
            ? archive.instance(uid(exchange, "instance")).stream().toList()
            : archive.instances(study);
    List<InstanceRecord> found = candidates.stream().filter(wanted).toList();
    if (found.isEmpty()) {
      throw HttpFault.notFound("study, series or instance");
    }
    return found;
  }

  InstanceRecord instance(Exchange exchange) {
    return instances(exchange).getFirst();
  }

  /** An instance's file, its text as the index shows it (decision 014). */
  DicomFile shown(InstanceRecord instance) throws IOException {
    DicomFile file = DicomFile.read(instance.file());
    archive.repairedText(instance.sopInstanceUID()).stream()
        .findFirst()
        .flatMap(text -> SourceText.of(text.encoding()))
        .flatMap(source -> TextRepair.of(file.dataset(), source))
        .ifPresent(repair -> file.dataset().putAll(repair.dataset()));
    return file;
  }

  private static boolean has(Exchange exchange, String name) {
    return !exchange.path(name).isEmpty();
  }

  /** A UID of the path; anything else is 400 and goes no further. */
  static String uid(Exchange exchange, String name) {
    String uid = exchange.path(name);
    if (!UIDs.isValid(uid)) {
      throw HttpFault.badRequest("the " + name + " of the path is no UID");
    }
    return uid;
  }
}
