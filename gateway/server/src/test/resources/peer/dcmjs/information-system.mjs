// An information system of dcmjs-dimse that takes performed procedure steps (PS3.4 F.7) and prints a JSON line for each request.
// usage: information-system.mjs PORT
import dcmjsDimse from 'dcmjs-dimse';

const { Scp, Server } = dcmjsDimse;
const { NCreateResponse, NSetResponse } = dcmjsDimse.responses;
const { PresentationContextResult, Status, TransferSyntax } = dcmjsDimse.constants;
dcmjsDimse.log.setLevel('error');

/** What was asked, and of what was sent the elements this peer is asked about. */
function print(operation, uid, dataset) {
  const { PerformedProcedureStepStatus, PatientName, ScheduledStepAttributesSequence } = dataset.getElements();
  const accession = ScheduledStepAttributesSequence?.[0]?.AccessionNumber;
  const name = PatientName?.toString();
  console.log(JSON.stringify({ operation, uid, status: PerformedProcedureStepStatus, name, accession }));
}

class InformationSystem extends Scp {
  associationRequested(association) {
    for (const { id, context } of association.getPresentationContexts()) {
      const offered = association.getPresentationContext(id).getTransferSyntaxUids();
      const plain = offered.includes(TransferSyntax.ExplicitVRLittleEndian);
      context.setResult(
        PresentationContextResult.Accept,
        plain ? TransferSyntax.ExplicitVRLittleEndian : TransferSyntax.ImplicitVRLittleEndian,
      );
    }
    this.sendAssociationAccept();
  }

  nCreateRequest(request, callback) {
    print('N-CREATE', request.getAffectedSopInstanceUid(), request.getDataset());
    callback(this.taken(NCreateResponse.fromRequest(request)));
  }

  nSetRequest(request, callback) {
    print('N-SET', request.getRequestedSopInstanceUid(), request.getDataset());
    callback(this.taken(NSetResponse.fromRequest(request)));
  }

  taken(response) {
    response.setStatus(Status.Success);
    return response;
  }

  associationReleaseRequested() {
    this.sendAssociationReleaseResponse();
  }
}

new Server(InformationSystem).listen(Number(process.argv[2]));
