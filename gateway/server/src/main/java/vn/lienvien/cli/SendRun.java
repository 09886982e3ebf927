package vn.lienvien.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import vn.lienvien.dicom.net.Association;
import vn.lienvien.dicom.net.Status;
import vn.lienvien.store.SendableFile;

/**
 * Objects on their way, over as many associations as it takes: one over which the other side breaks
 * off must not keep those behind it from being sent. Which one it was is only known when they go
 * one by one, so after a break they do. For one thread.
 */
final class SendRun {
  /** So many associations in a row on which nothing was taken, and the rest is given up. */
  private static final int MOST_IN_VAIN = 5;

  private final Output output;
  private final int total;
  private final Progress progress;
  private final AtomicInteger answered = new AtomicInteger();
  private List<SendableFile> waiting;
  private int associations;
  private int inVain;
  private int taken;
  private int refused;

  SendRun(List<SendableFile> instances, Output output) {
    this.output = output;
    this.total = instances.size();
    this.progress = new Progress(output, "objects");
    this.waiting = instances;
  }

  boolean hasBegun() {
    return associations > 0;
  }

  boolean goesOn() {
    return !waiting.isEmpty() && inVain < MOST_IN_VAIN;
  }

  /** Operations outstanding at once on the next association. */
  int window(int wanted) {
    return hasBegun() ? 1 : wanted;
  }

  /** Sends what has no answer yet, until each has one or the association is gone. */
  void over(Association association) throws InterruptedException {
    boolean oneByOne = hasBegun();
    associations++;
    int before = taken;
    List<Broken> broken = new ArrayList<>();
    List<SendableFile> unsent = new ArrayList<>(waiting);
    for (Sent sent : send(association, unsent)) {
      String fault = fault(sent.answer);
      if (fault.isEmpty()) {
        taken++;
      } else if (sent.answer.isCompletedExceptionally() && !association.isOpen()) {
        broken.add(new Broken(sent.instance, fault));
      } else {
        refuse(sent.instance, fault);
      }
    }
    if (oneByOne && !broken.isEmpty()) {
      Broken culprit = broken.removeFirst();
      refuse(culprit.instance, culprit.fault);
    }
    waiting = new ArrayList<>(broken.stream().map(Broken::instance).toList());
    waiting.addAll(unsent);
    inVain = taken > before ? 0 : inVain + 1;
  }

  private record Broken(SendableFile instance, String fault) {}

  private record Sent(SendableFile instance, CompletableFuture<Status> answer) {}

  /** Takes from the list what has gone out or cannot. */
  private List<Sent> send(Association association, List<SendableFile> unsent) {
    List<Sent> all = new ArrayList<>();
    while (!unsent.isEmpty() && association.isOpen()) {
      SendableFile instance = unsent.getFirst();
      try {
        CompletableFuture<Status> answer = association.storeAsync(instance);
        answer.whenComplete((_, _) -> progress.at(answered.incrementAndGet(), total));
        all.add(new Sent(instance, answer));
      } catch (IOException e) {
        if (association.isOpen()) {
          refuse(instance, Sentence.of(e));
        } else {
          all.add(new Sent(instance, CompletableFuture.failedFuture(e)));
        }
      }
      unsent.removeFirst();
    }
    return all;
  }

  private void refuse(SendableFile instance, String fault) {
    refused++;
    output.warn(instance.file() + ": " + fault);
  }

  /** The exit code: 0 only when every object was taken. */
  int report(double seconds) {
    if (!waiting.isEmpty()) {
      output.warn(waiting.size() + " objects were not sent, the first of them " + first());
    }
    output.say("%d of %d objects taken".formatted(taken, total));
    output.result(
        Map.of(
            "sent", total,
            "taken", taken,
            "refused", refused,
            "unsent", waiting.size(),
            "seconds", seconds));
    return taken == total ? 0 : 1;
  }

  private String first() {
    return waiting.getFirst().file().toString();
  }

  private static String fault(CompletableFuture<Status> answer) throws InterruptedException {
    try {
      Status status = answer.get();
      return status.isSuccessOrWarning() ? "" : status.toString();
    } catch (ExecutionException e) {
      return Sentence.of(e.getCause() == null ? e : e.getCause());
    }
  }
}
