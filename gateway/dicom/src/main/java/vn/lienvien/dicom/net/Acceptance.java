package vn.lienvien.dicom.net;

/** Who may associate with a listener, for what, who serves it, and who is told. */
public record Acceptance(
    AcceptancePolicy policy,
    SupportedContexts contexts,
    Services services,
    AssociationObserver observer) {}
