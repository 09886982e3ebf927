package vn.lienvien.archive;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import vn.lienvien.database.Row;
import vn.lienvien.model.CaseState;
import vn.lienvien.model.ConsultationCase;

/** The reading list's queries: open cases before closed ones, then by priority and deadline. */
final class CaseList {
  private CaseList() {}

  static CasePage page(Handle handle, CaseFilter filter) {
    Map<CaseState, Long> counts = counts(handle, filter);
    long total =
        counts.entrySet().stream()
            .filter(e -> filter.states().isEmpty() || filter.states().contains(e.getKey()))
            .mapToLong(Map.Entry::getValue)
            .sum();
    return new CasePage(total, counts, cases(handle, filter));
  }

  private static Map<CaseState, Long> counts(Handle handle, CaseFilter filter) {
    Conditions conditions = conditions(filter);
    Query query =
        handle.createQuery(
            "SELECT state, COUNT(*) AS cases FROM consultation_case c WHERE %s GROUP BY state"
                .formatted(conditions.sql()));
    Map<CaseState, Long> counts = new EnumMap<>(CaseState.class);
    conditions
        .bind(query)
        .map(Row.to(row -> Map.entry(row.constant("state", CaseState.class), row.number("cases"))))
        .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
    return counts;
  }

  private static List<CaseListing> cases(Handle handle, CaseFilter filter) {
    Conditions conditions = conditions(filter);
    conditions.anyOf("c.state", filter.states().stream().map(CaseState::name).toList());
    Query query =
        handle.createQuery(
            """
            SELECT c.*,
              (SELECT COUNT(*) FROM case_object o
               WHERE o.case_id = c.case_id AND o.kind = 'IMAGE') AS images,
              (SELECT COUNT(*) FROM reading_result r
               WHERE r.case_id = c.case_id AND r.signed_at IS NOT NULL) AS signatures
            FROM consultation_case c WHERE %s
            ORDER BY CASE c.state WHEN 'CLOSED' THEN 1 ELSE 0 END, c.priority, c.deadline, c.case_id
            LIMIT :limit OFFSET :offset\
            """
                .formatted(conditions.sql()));
    List<CaseListing> bare =
        conditions
            .bind(query)
            .bind("limit", filter.limit())
            .bind("offset", filter.offset())
            .map((result, context) -> {
              ConsultationCase consultation = CaseRows.ROW.map(result, context);
              return new CaseListing(
                  consultation,
                  result.getInt("images"),
                  result.getInt("signatures") > 0,
                  List.of());
            })
            .list();
    return withModalities(handle, bare);
  }

  private static List<CaseListing> withModalities(Handle handle, List<CaseListing> bare) {
    List<String> studies =
        bare.stream().map(c -> c.consultation().studyInstanceUID()).distinct().toList();
    if (studies.isEmpty()) {
      return bare;
    }
    Map<String, TreeSet<String>> modalities = new LinkedHashMap<>();
    handle
        .createQuery("SELECT * FROM series WHERE study_instance_uid IN (<studies>)")
        .bindList("studies", studies)
        .map(Row.to(row -> Map.entry(row.text("study_instance_uid"), row.text("modality"))))
        .forEach(
            e -> modalities.computeIfAbsent(e.getKey(), _ -> new TreeSet<>()).add(e.getValue()));
    return bare.stream()
        .map(c ->
            new CaseListing(
                c.consultation(),
                c.numberOfImages(),
                c.signed(),
                List.copyOf(
                    modalities.getOrDefault(c.consultation().studyInstanceUID(), new TreeSet<>()))))
        .collect(Collectors.toList());
  }

  private static Conditions conditions(CaseFilter filter) {
    Conditions conditions = new Conditions();
    filter.role().ifPresent(role -> conditions.equal("c.case_role", role.name()));
    filter.priority().ifPresent(p -> conditions.equal("c.priority", p.ordinal()));
    for (String word : Folding.foldName(filter.text()).split(" ", -1)) {
      if (!word.isEmpty()) {
        conditions.like("c.search_text", "%" + Conditions.escaped(word) + "%");
      }
    }
    return conditions;
  }
}
