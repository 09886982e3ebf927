package vn.lienvien.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import vn.lienvien.dicom.net.Association;
import vn.lienvien.dicom.net.AssociationException;
import vn.lienvien.dicom.net.AssociationRequestor;
import vn.lienvien.dicom.net.PresentationContext;
import vn.lienvien.dicom.net.Status;
import vn.lienvien.model.InstanceRecord;

/**
 * C-STORE of many objects: several associations at once, on each as many operations under way as
 * the other side allows (PS3.7 D.3.3.3). Thread-safe.
 */
record ObjectSending(
    AssociationRequestor requestor, PacsArchive.Addresses addresses, Outgoing outgoing) {

  /**
   * What the responses said.
   *
   * @param duplicates refused with 0111H: the UID is there, with whatever content
   * @param fault empty when every response was a success or a warning; else one of the others
   */
  record Sent(Set<String> duplicates, String fault) {}

  /** Ends when every object is answered; an association that breaks ends all in an exception. */
  Sent send(List<InstanceRecord> instances, int associations)
      throws IOException, InterruptedException {
    List<Future<Sent>> lanes = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (List<InstanceRecord> lane : dealt(instances, associations)) {
        lanes.add(threads.submit(() -> sendOnOne(lane)));
      }
    }
    Set<String> duplicates = new HashSet<>();
    String fault = "";
    for (Future<Sent> lane : lanes) {
      Sent sent = answered(lane);
      duplicates.addAll(sent.duplicates());
      fault = fault.isEmpty() ? sent.fault() : fault;
    }
    return new Sent(duplicates, fault);
  }

  /** Neighbours go to different associations, so that all end at about the same time. */
  private static List<List<InstanceRecord>> dealt(
      List<InstanceRecord> instances, int associations) {
    List<List<InstanceRecord>> lanes = new ArrayList<>();
    for (int i = 0; i < Math.min(associations, instances.size()); i++) {
      lanes.add(new ArrayList<>());
    }
    for (int i = 0; i < instances.size(); i++) {
      lanes.get(i % lanes.size()).add(instances.get(i));
    }
    return lanes;
  }

  private Sent sendOnOne(List<InstanceRecord> instances) throws IOException, InterruptedException {
    List<SendableFile> leaving = instances.stream().map(outgoing::of).toList();
    Map<String, Future<Status>> answers = new LinkedHashMap<>();
    Set<String> duplicates = new HashSet<>();
    String fault = "";
    try (Association association =
        requestor.open(
            addresses.callingAETitle(),
            addresses.pacs(),
            PresentationContext.forSending(leaving))) {
      for (SendableFile instance : leaving) {
        try {
          answers.put(instance.sopInstanceUID(), association.storeAsync(instance));
        } catch (AssociationException.NoPresentationContext e) {
          fault = e.getMessage() + "; " + e.advice();
        } catch (IOException e) {
          if (!association.isOpen()) {
            throw e;
          }
          fault = "an object cannot be read for sending: " + e.getMessage();
        }
      }
      for (Map.Entry<String, Future<Status>> answer : answers.entrySet()) {
        Status status = answered(answer.getValue());
        if (status.code() == Status.DUPLICATE_SOP_INSTANCE.code()) {
          duplicates.add(answer.getKey());
        }
        fault = status.isSuccessOrWarning() ? fault : "C-STORE answered " + status;
      }
    }
    return new Sent(duplicates, fault);
  }

  private static <T> T answered(Future<T> answer) throws IOException, InterruptedException {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException broken
          ? broken
          : new IOException("sending failed", e.getCause());
    }
  }
}
