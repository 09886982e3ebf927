package vn.lienvien.web;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.lienvien.consult.Annotations;
import vn.lienvien.consult.ImageMarks;
import vn.lienvien.consult.ImageView;
import vn.lienvien.model.CaseAnnotations;
import vn.lienvien.security.Role;

/** What a reader has put on the images of a case. */
final class AnnotationRoutes {
  private static final String PATH = "/api/cases/{caseId}/annotations";

  private final CaseSight sight;
  private final ImageMarks marks;

  AnnotationRoutes(CaseSight sight, ImageMarks marks) {
    this.sight = sight;
    this.marks = marks;
  }

  List<Route> routes() {
    return List.of(
        Route.get(PATH, Access.LOGGED_IN, this::show),
        Route.put(PATH, Access.only(Role.RADIOLOGIST), this::save));
  }

  private void show(Exchange exchange) throws IOException {
    exchange.json(200, Kept.of(marks.of(sight.caseOf(exchange).caseId())));
  }

  private void save(Exchange exchange) throws IOException {
    NewAnnotations given = exchange.json(NewAnnotations.class);
    switch (marks.save(sight.caseOf(exchange), given.annotations(), given.revision())) {
      case ImageMarks.Outcome.Kept kept -> exchange.json(200, Kept.of(kept.annotations()));
      case ImageMarks.Outcome.Changed changed ->
          throw new HttpFault(ErrorCode.DRAFT_CHANGED, "newer annotations are there");
      case ImageMarks.Outcome.NotReadable other ->
          throw new HttpFault(ErrorCode.WRONG_STATE, "the case is " + other.state());
      case ImageMarks.Outcome.Invalid invalid ->
          throw new HttpFault(ErrorCode.INVALID_FIELD, invalid.reason());
    }
  }

  record NewAnnotations(
      @Nullable List<Annotations.Mark> measurements,
      @Nullable List<Annotations.KeyImage> keyImages,
      @Nullable List<ImageView> views,
      int revision) {

    Annotations annotations() {
      return new Annotations(
          Objects.requireNonNullElse(measurements, List.of()),
          Objects.requireNonNullElse(keyImages, List.of()),
          Objects.requireNonNullElse(views, List.of()));
    }
  }

  /** The annotations as they are kept, JSON already. */
  record Kept(@JsonRawValue String annotations, int revision, Instant savedAt) {
    static Kept of(CaseAnnotations kept) {
      return new Kept(kept.body(), kept.revision(), kept.savedAt());
    }
  }
}
