// A modality of dcmjs-dimse: reports a performed procedure step (PS3.4 F.7), begun, then completed, each on an association of its own.
// usage: modality.mjs PORT CALLING CALLED SOP_INSTANCE_UID ACCESSION_NUMBER; prints the two statuses in hex
import dcmjsDimse from 'dcmjs-dimse';

const { Client, Dataset } = dcmjsDimse;
const { NCreateRequest, NSetRequest } = dcmjsDimse.requests;
const CLASS = '1.2.840.10008.3.1.2.3.3';
const [port, calling, called, uid, accession] = process.argv.slice(2);
dcmjsDimse.log.setLevel('error');

/** The status of the response to one request. */
function answer(request) {
  return new Promise((resolve, reject) => {
    const client = new Client();
    let status;
    request.on('response', (response) => { status = response.getStatus(); });
    for (const event of ['networkError', 'associationRejected']) {
      client.on(event, (why) => reject(new Error(`${event}: ${JSON.stringify(why)}`)));
    }
    client.on('closed', () => (status === undefined ? reject(new Error('no response')) : resolve(status)));
    client.addRequest(request);
    client.send('127.0.0.1', Number(port), calling, called);
  });
}

const begun = new NCreateRequest(CLASS, uid);
begun.setDataset(new Dataset({
  PerformedProcedureStepStatus: 'IN PROGRESS',
  PerformedStationAETitle: calling,
  PatientName: 'Nguyễn^Văn Đức',
  SpecificCharacterSet: 'ISO_IR 192',
  ScheduledStepAttributesSequence: [{ AccessionNumber: accession }],
}));
const completed = new NSetRequest(CLASS, uid);
completed.setDataset(new Dataset({
  PerformedProcedureStepStatus: 'COMPLETED',
  PerformedSeriesSequence: [{ SeriesInstanceUID: '2.25.9', PerformingPhysicianName: 'X^Y' }],
}));
for (const request of [begun, completed]) {
  console.log((await answer(request)).toString(16).padStart(4, '0'));
}
