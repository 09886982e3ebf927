package vn.lienvien.web;

import java.util.List;

/** Retrieve transactions of the Studies service (PS3.18 10.4). */
final class WadoRs {
  private static final String STUDY = "/dicom-web/studies/{study}";
  private static final String SERIES = STUDY + "/series/{series}";
  private static final String INSTANCE = SERIES + "/instances/{instance}";
  private static final String FRAMES = INSTANCE + "/frames/{frames}";

  private final InstanceRetrieval instances;
  private final MetadataRetrieval metadata;
  private final FrameRetrieval frames;
  private final BulkdataRetrieval bulkdata;
  private final RenderedRetrieval rendered;

  WadoRs(
      InstanceRetrieval instances,
      MetadataRetrieval metadata,
      FrameRetrieval frames,
      BulkdataRetrieval bulkdata,
      RenderedRetrieval rendered) {
    this.instances = instances;
    this.metadata = metadata;
    this.frames = frames;
    this.bulkdata = bulkdata;
    this.rendered = rendered;
  }

  List<Route> routes() {
    return List.of(
        get(STUDY, instances::retrieve),
        get(SERIES, instances::retrieve),
        get(INSTANCE, instances::retrieve),
        get(STUDY + "/metadata", metadata::metadata),
        get(SERIES + "/metadata", metadata::metadata),
        get(INSTANCE + "/metadata", metadata::metadata),
        get(FRAMES, frames::frames),
        get(INSTANCE + "/bulkdata/{attribute}", bulkdata::bulkdata),
        get(STUDY + "/rendered", rendered::all),
        get(SERIES + "/rendered", rendered::all),
        get(INSTANCE + "/rendered", rendered::one),
        get(FRAMES + "/rendered", rendered::one),
        get(STUDY + "/thumbnail", rendered::thumbnail),
        get(SERIES + "/thumbnail", rendered::thumbnail),
        get(INSTANCE + "/thumbnail", rendered::thumbnail),
        get(FRAMES + "/thumbnail", rendered::thumbnail));
  }

  private static Route get(String path, Endpoint endpoint) {
    return Route.get(path, Access.LOGGED_IN, endpoint);
  }
}
