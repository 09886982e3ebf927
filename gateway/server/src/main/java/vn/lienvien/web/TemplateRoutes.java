package vn.lienvien.web;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.lienvien.audit.AuditEvent.Action;
import vn.lienvien.consult.ReportTemplates;
import vn.lienvien.security.Role;

/** The texts that a result may begin from, and the short keys of phrases. */
final class TemplateRoutes {
  private final ReportTemplates templates;
  private final ViewAudit audit;

  TemplateRoutes(ReportTemplates templates, ViewAudit audit) {
    this.templates = templates;
    this.audit = audit;
  }

  List<Route> routes() {
    Access editors = Access.only(Role.RADIOLOGIST, Role.PACS_ADMINISTRATOR);
    return List.of(
        Route.get("/api/templates", editors, x -> x.json(200, TemplatesView.of(templates.read()))),
        Route.put("/api/templates", editors, this::replace));
  }

  private void replace(Exchange exchange) throws IOException {
    TemplatesView wanted = exchange.json(TemplatesView.class);
    var catalogue = new ReportTemplates.Catalogue(list(wanted.templates()), list(wanted.phrases()));
    switch (templates.replace(Objects.requireNonNullElse(wanted.revision(), ""), catalogue)) {
      case ReportTemplates.Outcome.Kept kept -> {
        audit.did(exchange, Action.CHANGE_TEMPLATES, "");
        exchange.json(200, TemplatesView.of(kept.shelf()));
      }
      case ReportTemplates.Outcome.Changed changed ->
          throw new HttpFault(
              ErrorCode.TEMPLATES_CHANGED, "revision " + changed.shelf().revision() + " is newer");
      case ReportTemplates.Outcome.Invalid invalid ->
          throw new HttpFault(ErrorCode.INVALID_FIELD, invalid.reason());
    }
  }

  private static <T> List<T> list(@Nullable List<T> given) {
    if (given == null || given.contains(null)) {
      throw new HttpFault(ErrorCode.INVALID_FIELD, "templates and phrases are lists");
    }
    return given;
  }

  /** The API document's Templates. */
  record TemplatesView(
      @Nullable String revision,
      @Nullable List<ReportTemplates.Template> templates,
      @Nullable List<ReportTemplates.Phrase> phrases) {
    static TemplatesView of(ReportTemplates.Shelf shelf) {
      return new TemplatesView(
          shelf.revision(), shelf.catalogue().templates(), shelf.catalogue().phrases());
    }
  }
}
