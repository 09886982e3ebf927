package vn.lienvien.pull;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import vn.lienvien.dicom.data.Attributes;
import vn.lienvien.dicom.data.Tag;
import vn.lienvien.dicom.data.UID;
import vn.lienvien.dicom.net.ApplicationEntity;
import vn.lienvien.dicom.net.Association;
import vn.lienvien.dicom.net.AssociationException;
import vn.lienvien.dicom.net.AssociationRequestor;
import vn.lienvien.dicom.net.Cancellation;
import vn.lienvien.dicom.net.PresentationContext;
import vn.lienvien.dicom.net.RetrieveResult;

/**
 * This site's PACS as Query/Retrieve SCP, study root (PS3.4 C.4). Each call is one association.
 * Thread-safe.
 */
public final class PacsNode {
  private static final String FIND = UID.StudyRootQueryRetrieveInformationModelFind;
  private static final String MOVE = UID.StudyRootQueryRetrieveInformationModelMove;

  private final AssociationRequestor requestor;
  private final String callingAETitle;
  private final ApplicationEntity pacs;
  private final Duration quiet;

  /**
   * @param quiet how long what it shows of a study must stay the same before that is the whole
   *     study
   */
  public PacsNode(
      AssociationRequestor requestor,
      String callingAETitle,
      ApplicationEntity pacs,
      Duration quiet) {
    this.requestor = requestor;
    this.callingAETitle = callingAETitle;
    this.pacs = pacs;
    this.quiet = quiet;
  }

  Duration quiet() {
    return quiet;
  }

  /** Studies that match the keys, with the attributes a person needs to pick one. */
  public List<Attributes> findStudies(Attributes keys) throws IOException {
    Attributes identifier = keys.copy().set(Tag.QueryRetrieveLevel, "STUDY");
    for (int tag : StudyKeys.RETURNED) {
      if (!identifier.contains(tag)) {
        identifier.setEmpty(tag);
      }
    }
    try (Association association = open(FIND)) {
      return association.find(FIND, identifier);
    }
  }

  /**
   * Every SOP instance the PACS says the study has, series by series, because a study root query
   * needs the unique keys of the levels above (PS3.4 C.4.1.2.1).
   */
  public Set<RemoteInstance> findInstances(String studyInstanceUID) throws IOException {
    Set<RemoteInstance> instances = new LinkedHashSet<>();
    try (Association association = open(FIND)) {
      Attributes seriesKeys =
          new Attributes()
              .set(Tag.QueryRetrieveLevel, "SERIES")
              .set(Tag.StudyInstanceUID, studyInstanceUID)
              .setEmpty(Tag.SeriesInstanceUID);
      for (Attributes series : association.find(FIND, seriesKeys)) {
        String seriesInstanceUID = series.string(Tag.SeriesInstanceUID, "");
        if (seriesInstanceUID.isEmpty()) {
          continue; // as a key it would mean every series of the study
        }
        Attributes imageKeys =
            new Attributes()
                .set(Tag.QueryRetrieveLevel, "IMAGE")
                .set(Tag.StudyInstanceUID, studyInstanceUID)
                .set(Tag.SeriesInstanceUID, seriesInstanceUID)
                .setEmpty(Tag.SOPInstanceUID);
        for (Attributes image : association.find(FIND, imageKeys)) {
          image
              .string(Tag.SOPInstanceUID)
              .ifPresent(uid -> instances.add(new RemoteInstance(seriesInstanceUID, uid)));
        }
      }
    }
    return instances;
  }

  /** Moves the whole study to us. What has arrived is for our own archive to say. */
  public RetrieveResult moveStudy(String studyInstanceUID) throws IOException {
    return move(
        new Attributes()
            .set(Tag.QueryRetrieveLevel, "STUDY")
            .set(Tag.StudyInstanceUID, studyInstanceUID));
  }

  /** Moves some instances of one series to us. */
  public RetrieveResult moveInstances(
      String studyInstanceUID, String seriesInstanceUID, Collection<String> sopInstanceUIDs)
      throws IOException {
    return move(
        new Attributes()
            .set(Tag.QueryRetrieveLevel, "IMAGE")
            .set(Tag.StudyInstanceUID, studyInstanceUID)
            .set(Tag.SeriesInstanceUID, seriesInstanceUID)
            .set(Tag.SOPInstanceUID, new ArrayList<>(sopInstanceUIDs).toArray(String[]::new)));
  }

  private RetrieveResult move(Attributes identifier) throws IOException {
    try (Association association = open(MOVE)) {
      return association.move(MOVE, identifier, callingAETitle, progress -> {}, new Cancellation());
    }
  }

  private Association open(String sopClassUID) throws AssociationException {
    return requestor.open(
        callingAETitle,
        pacs,
        List.of(
            new PresentationContext(
                sopClassUID, UID.ExplicitVRLittleEndian, UID.ImplicitVRLittleEndian)));
  }
}
