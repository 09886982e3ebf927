package vn.lienvien.store;

import java.util.Map;
import java.util.Set;

/**
 * How far objects came that were to be brought somewhere.
 *
 * @param evidence by SOP Instance UID, how it is known to be there
 * @param contradicted UIDs under which the other side has something else, or says so
 * @param fault what stood in the way of the others; no patient data
 */
public record Delivery(Map<String, String> evidence, Set<String> contradicted, String fault) {}
