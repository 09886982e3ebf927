package vn.lienvien.web;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import vn.lienvien.dicom.codec.FrameCodecPool;
import vn.lienvien.model.Site;
import vn.lienvien.outbox.Outbox;

/**
 * The rooms below that the web pages look into.
 *
 * @param version of the program
 * @param temporary directory for files that live as long as one answer
 * @param pacs empty where no PACS is configured
 * @param readiness what must hold for {@code /health/ready}, by name
 * @param metrics the Prometheus text
 * @param answered told the status of every answer
 */
public record WebRooms(
    Site site,
    boolean displaysCalibrated,
    List<Site> consultingSites,
    String version,
    Clock clock,
    Path temporary,
    CaseStores stores,
    Outbox outbox,
    FrameCodecPool codecs,
    WebPeople people,
    Consultations consultations,
    Optional<PacsSearch> pacs,
    GatewayStatus status,
    LinkCapsDesk caps,
    Map<String, BooleanSupplier> readiness,
    Supplier<String> metrics,
    IntConsumer answered) {}
