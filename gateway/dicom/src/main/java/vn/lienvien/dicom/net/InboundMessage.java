package vn.lienvien.dicom.net;

import java.util.Optional;

/** A command, the context it came in, and the data set that follows it on the wire. */
record InboundMessage(
    CommandSet command, AcceptedContext context, Optional<DataSetStream> dataSet) {}
