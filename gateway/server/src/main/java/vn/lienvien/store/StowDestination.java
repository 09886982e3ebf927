package vn.lienvien.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import vn.lienvien.archive.Archive;
import vn.lienvien.model.InstanceRecord;

/**
 * A DICOMweb service that takes objects by STOW-RS (PS3.18 10.5). Its answer is not the proof; what
 * QIDO-RS (PS3.18 10.6) shows afterwards is. What was there before we sent it is fetched back by
 * WADO-RS (PS3.18 10.4) and compared, because a UID is no content. Thread-safe.
 */
public record StowDestination(DicomWebClient service, Archive archive) implements Destination {
  static final String SHOWN = "QIDO_RS";
  static final String FETCHED_BACK = "WADO_RS";

  @Override
  public Delivery deliver(List<InstanceRecord> instances) throws IOException, InterruptedException {
    Set<String> before = shown(instances);
    List<InstanceRecord> absent = new ArrayList<>();
    List<InstanceRecord> doubtful = new ArrayList<>();
    for (InstanceRecord instance : instances) {
      (before.contains(instance.sopInstanceUID()) ? doubtful : absent).add(instance);
    }
    Map<String, String> evidence = new HashMap<>();
    String fault = "";
    if (!absent.isEmpty()) {
      fault = service.store(absent);
      Set<String> after = shown(absent);
      absent.stream()
          .map(InstanceRecord::sopInstanceUID)
          .filter(after::contains)
          .forEach(uid -> evidence.put(uid, SHOWN));
    }
    Set<String> others = new TreeSet<>();
    for (InstanceRecord instance : doubtful) {
      Optional<Path> copy = service.retrieve(instance);
      if (copy.isEmpty()) {
        fault = "what was there before cannot be had by WADO-RS and so not be compared";
      } else if (agrees(instance, copy.get())) {
        evidence.put(instance.sopInstanceUID(), FETCHED_BACK);
      } else {
        others.add(instance.sopInstanceUID());
      }
    }
    return new Delivery(evidence, others, fault);
  }

  private boolean agrees(InstanceRecord instance, Path copy) throws IOException {
    try {
      return archive.agreesWith(instance, copy);
    } finally {
      Files.deleteIfExists(copy);
    }
  }

  private Set<String> shown(List<InstanceRecord> instances)
      throws IOException, InterruptedException {
    Set<String> studies = new TreeSet<>();
    instances.forEach(instance -> studies.add(instance.studyInstanceUID()));
    Set<String> shown = new HashSet<>();
    for (String study : studies) {
      shown.addAll(service.instancesOf(study));
    }
    return shown;
  }
}
