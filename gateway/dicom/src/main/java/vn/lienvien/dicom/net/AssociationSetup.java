package vn.lienvien.dicom.net;

/** What an association is made of. */
record AssociationSetup(
    long id,
    boolean requestor,
    Agreement agreement,
    UpperLayer upper,
    AssociationOptions options,
    Services services,
    AssociationRequestor subAssociations,
    AssociationObserver observer) {}
