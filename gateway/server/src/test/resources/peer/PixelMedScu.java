import com.pixelmed.dicom.AttributeList;
import com.pixelmed.dicom.SOPClass;
import com.pixelmed.dicom.StoredFilePathStrategy;
import com.pixelmed.dicom.TagFromName;
import com.pixelmed.network.FindSOPClassSCU;
import com.pixelmed.network.GetSOPClassSCU;
import com.pixelmed.network.IdentifierHandler;
import com.pixelmed.network.ReceivedObjectHandler;
import java.io.File;
import java.util.Set;

/** PixelMed's SCUs of C-FIND and C-GET, whose own main methods ask what cannot be chosen. */
class PixelMedScu {
  /** {@code find|get HOST PORT CALLED CALLING LEVEL STUDY [DIRECTORY]}. */
  public static void main(String[] args) throws Exception {
    String host = args[1];
    int port = Integer.parseInt(args[2]);
    AttributeList identifier = new AttributeList();
    identifier.putNewAttribute(TagFromName.QueryRetrieveLevel).addValue(args[5]);
    identifier.putNewAttribute(TagFromName.StudyInstanceUID).addValue(args[6]);
    if (args[0].equals("find")) {
      identifier.putNewAttribute(TagFromName.PatientName);
      new FindSOPClassSCU(
          host,
          port,
          args[3],
          args[4],
          SOPClass.StudyRootQueryRetrieveInformationModelFind,
          identifier,
          new IdentifierHandler() {
            @Override
            public void doSomethingWithIdentifier(AttributeList match) {
              System.out.println("match " + match.get(TagFromName.PatientName));
            }
          });
    } else {
      new GetSOPClassSCU(
          host,
          port,
          args[3],
          args[4],
          SOPClass.StudyRootQueryRetrieveInformationModelGet,
          identifier,
          new IdentifierHandler(),
          new File(args[7]),
          StoredFilePathStrategy.getDefaultStrategy(),
          new ReceivedObjectHandler() {
            @Override
            public void sendReceivedObjectIndication(String file, String syntax, String from) {
              System.out.println("received in " + syntax);
            }
          },
          Set.of(SOPClass.CTImageStorage),
          true,
          false,
          false);
    }
    System.exit(0);
  }
}
