package vn.lienvien.web;

import java.util.List;

/** What a list shows of a study's images. */
record StudyFacts(List<String> modalities, int numberOfInstances) {
  static final StudyFacts NONE = new StudyFacts(List.of(), 0);
}
