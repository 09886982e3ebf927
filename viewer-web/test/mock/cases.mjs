// The mock's cases: every state, both roles, names and texts as they come in Vietnamese hospitals.
import { PRIOR, studies } from './studies.mjs';

const minutes = (n) => new Date(Date.now() + n * 60_000).toISOString();
const SITES = {
  b: { siteId: 'bach-mai', name: 'Bệnh viện Bạch Mai' },
  a: { siteId: 'muong-te', name: 'Trung tâm Y tế huyện Mường Tè' },
  a2: { siteId: 'ba-vi', name: 'Bệnh viện Đa khoa huyện Ba Vì' },
};
export const sites = SITES;
const uids = [...studies.keys()].filter((uid) => uid !== PRIOR);
let counter = 0;

function progressOf(state, images) {
  const order = ['REQUESTED', 'FETCHING', 'PREPARING', 'SENDING'];
  const at = order.indexOf(state);
  const done = (step) => (at === -1 || at > step ? images : at === step ? Math.floor(images * 0.4) : 0);
  return { expected: at === 0 ? 0 : images, received: done(1), proved: done(2), peerReceived: done(3) };
}

function makeCase(role, state, priority, patient, rest = {}) {
  counter += 1;
  const study = uids[(rest.study ?? counter) % uids.length];
  const instances = studies.get(study);
  const numberOfImages = instances.filter((one) => one.frame).length;
  const [patientName, patientBirthDate, patientSex] = patient;
  const signed = ['SIGNED', 'RETURNING', 'SEALING', 'AWAITING_COUNTERSIGNATURE', 'CLOSED'].includes(state);
  const createdAt = minutes(rest.created ?? -40);
  return {
    caseId: `00000000-0000-4000-8000-${String(counter).padStart(12, '0')}`,
    role,
    state,
    reason: rest.reason ?? '',
    priority,
    patientName,
    patientID: `BN${String(240000 + counter * 137)}`,
    patientBirthDate,
    patientSex,
    accessionNumber: `CT2611${String(counter).padStart(4, '0')}`,
    requestedProcedure: rest.procedure ?? 'Chụp CLVT sọ não không tiêm thuốc cản quang',
    modalities: rest.modalities ?? [instances[0].metadata['00080060'].Value[0]],
    requestingSite: rest.from ?? SITES.a,
    consultingSite: SITES.b,
    studyInstanceUID: study,
    numberOfImages,
    createdAt,
    updatedAt: minutes(-2 - counter),
    deadline: minutes(rest.due ?? 20),
    signed,
    assignedTo: rest.assignedTo ?? null,
    critical: rest.critical ?? 'NONE',
    notes: rest.notes ?? [],
    writer: null,
    order: {
      source: 'HL7',
      placerOrderNumber: `YC-${1000 + counter}`,
      accessionNumber: `CT2611${String(counter).padStart(4, '0')}`,
      patientID: `BN${String(240000 + counter * 137)}`,
      issuerOfPatientID: '',
      requestedProcedure: rest.procedure ?? 'Chụp CLVT sọ não không tiêm thuốc cản quang',
      reasonForStudy: rest.question ?? 'Đột ngột yếu nửa người phải, nói khó từ 23 giờ. Có chảy máu hoặc nhồi máu não cấp không? Có chỉ định tiêu sợi huyết không?',
      relevantClinicalInformation:
        'Tăng huyết áp 10 năm, điều trị không đều. Huyết áp 180/100, Glasgow 14, NIHSS 9. Không sốt, không chấn thương.',
      requestingPhysician: 'BS. Lò Thị Mai',
      studyDate: '2026-11-22',
      priority,
    },
    result: signed
      ? {
          description:
            'Nhu mô não hai bán cầu và hố sau có tỷ trọng bình thường.\nKhông thấy ổ tăng tỷ trọng trong và ngoài trục. Hệ thống não thất không giãn, đường giữa không lệch.\nXương vòm sọ và nền sọ liên tục.',
          conclusion: 'Không thấy hình ảnh chảy máu nội sọ. Chưa thấy dấu hiệu nhồi máu não sớm trên CLVT.',
          recommendation: 'Hội chẩn chuyên khoa thần kinh ngay; chụp CLVT mạch não nếu còn trong cửa sổ điều trị.',
          author: 'bs.huong',
          authorName: 'BSCKII. Nguyễn Thị Thu Hương',
          revision: 4,
          savedAt: minutes(-8),
          signedAt: minutes(-7),
        }
      : null,
    history: [
      { at: createdAt, state: role === 'REQUESTING' ? 'REQUESTED' : 'ARRIVED', reason: 'order received by HL7' },
      { at: minutes(-20), state, reason: rest.reason ?? '' },
    ],
    progress: progressOf(state, numberOfImages),
    hisAcknowledgedAt: state === 'CLOSED' && role === 'REQUESTING' ? minutes(-6) : null,
    studies: rest.noStudy ? [] : [study],
    lacksStudy: Boolean(rest.noStudy),
  };
}

export const noteOf = (kind, siteId, author, authorName, text, about = '') => ({
  noteId: crypto.randomUUID(), kind, siteId, author, authorName, about, text, at: minutes(-3),
});
const HUONG = { username: 'bs.huong', displayName: 'BSCKII. Nguyễn Thị Thu Hương' };
const KHANH = { username: 'bs.khanh', displayName: 'ThS.BS. Vũ Quốc Khánh' };
const finding = (site) =>
  noteOf('CRITICAL_FINDING', site, HUONG.username, HUONG.displayName, 'Tụ máu ngoài màng cứng bán cầu phải dày 22 mm, đè đẩy đường giữa 9 mm. Cần chuyển mổ cấp cứu ngay.');
const C = 'CONSULTING';
const R = 'REQUESTING';
export const cases = [
  makeCase(C, 'READABLE', 'STAT', ['Lò Văn Pâng', '1961-03-12', 'M'], { due: 14, created: -46, study: 0 }),
  makeCase(C, 'READABLE', 'STAT', ['Nguyễn Thị Phương Quỳnh Anh', '2024-12-02', 'F'], { due: -9, created: -69, from: SITES.a2, procedure: 'Chụp CLVT sọ não cấp cứu sau ngã', study: 1 }),
  makeCase(C, 'READABLE', 'URGENT', ['Đặng Đình Đức', '1978-07-30', 'M'], { due: 150, created: -30, procedure: 'Chụp cộng hưởng từ sọ não', study: 2, assignedTo: KHANH }),
  makeCase(C, 'READABLE', 'ROUTINE', ['Vừ Thị Mỷ', '', 'F'], { due: 1900, created: -60, from: SITES.a2, procedure: 'Chụp CLVT ngực' }),
  makeCase(C, 'ARRIVED', 'ROUTINE', ['Hoàng^Thị^Nhàn', '1990-01-05', 'F'], { due: 2900, created: -3 }),
  makeCase(C, 'SIGNED', 'URGENT', ['Trần Quốc Toản', '1955-09-09', 'M'], {}),
  makeCase(C, 'DECLINED', 'ROUTINE', ['Chảo Láo Tả', '1970-02-02', 'M'], { notes: [noteOf('DECLINED', SITES.b.siteId, KHANH.username, KHANH.displayName, 'Chụp mạch vành, ngoài chuyên môn của khoa.')] }),
  makeCase(C, 'CLOSED', 'STAT', ['Phạm Thị Ngọc Ánh', '1984-11-21', 'F'], { study: 0 }),
  makeCase(C, 'NEEDS_ATTENTION', 'ROUTINE', ['Lý A Sùng', '2026-10-30', 'M'], { due: 700, reason: 'PACS refused the association: calling AE title LIENVIEN_B not recognised. Add it there.' }),
  makeCase(R, 'SENDING', 'STAT', ['Lò Văn Pâng', '1961-03-12', 'M'], { due: 22, created: -12 }),
  makeCase(R, 'FETCHING', 'URGENT', ['Giàng A Páo', '1999-02-14', 'M'], { due: 200, created: -1, procedure: 'Chụp X-quang ngực thẳng', modalities: ['CR'] }),
  makeCase(R, 'AWAITING_RESULT', 'ROUTINE', ['Tòng Thị Xuân', '1948-05-19', 'F'], { due: 1300, created: -140, assignedTo: HUONG, critical: 'OPEN', notes: [finding(SITES.b.siteId)] }),
  makeCase(R, 'DECLINED', 'ROUTINE', ['Chảo Láo Tả', '1970-02-02', 'M'], { notes: [noteOf('DECLINED', SITES.b.siteId, KHANH.username, KHANH.displayName, 'Chụp mạch vành, ngoài chuyên môn của khoa.')] }),
  makeCase(R, 'CLOSED', 'URGENT', ['Phạm Thị Ngọc Ánh', '1984-11-21', 'F'], {}),
  makeCase(R, 'NEEDS_ATTENTION', 'URGENT', ['Mùa A Dính', '2013-08-01', 'M'], { due: -30, created: -270, noStudy: true, reason: "the PACS shows 2 studies for the order's accession number: pick one on the page of the case" }),
];

const digest = (seed) => [...Array(64)].map((_, i) => '0123456789abcdef'[(seed * 31 + i * i * 7 + i) % 16]).join('');

export function ledgerOf(c) {
  if (!c.signed) return { closed: false, sitesWithoutPacs: [], objects: [], documents: [] };
  const closed = c.state === 'CLOSED';
  const image = (i) => ({ sopInstanceUID: `1.2.840.113619.2.30.1.1762295590.1623.978668950.${i}`, kind: 'IMAGE' });
  const objects = [
    ...Array.from({ length: 28 }, (_, i) => image(i + 1)),
    ...['IMAGE_RECEIPT', 'RESULT_SR', 'RESULT_PDF', 'RESULT_RECEIPT'].map((kind, i) => ({
      sopInstanceUID: `2.25.3108275634817263548172635481726354817${i}`,
      kind,
    })),
  ].map((object, n) => ({
    ...object,
    places: [c.requestingSite, c.consultingSite].flatMap((site) =>
      ['GATEWAY', 'PACS']
        .filter((place) => closed || !(place === 'PACS' && n > 25))
        .map((place) => ({
          siteId: site.siteId,
          place,
          storedAt: minutes(-5),
          fileDigest: digest(n + (place === 'PACS' ? 3 : 1)),
          framesDigest: object.kind === 'IMAGE' ? digest(n) : '',
          evidence: place === 'GATEWAY' ? 'ARCHIVED' : n % 2 ? 'STORAGE_COMMITMENT' : 'C_FIND',
        })),
    ),
  }));
  const document = (kind, site, valid = true) => ({
    kind, siteId: site.siteId, signedAt: minutes(-4), signature: 'MEUCIQ', certificate: '-----BEGIN CERTIFICATE-----', body: '{}', valid,
  });
  const documents = [
    document('RECEIPT', c.consultingSite),
    document('STATEMENT', c.requestingSite, closed),
    ...(closed ? [document('LEDGER', c.consultingSite), document('LEDGER', c.requestingSite)] : []),
  ];
  return { closed, sitesWithoutPacs: [], objects, documents };
}

/** Thousands of cases, for looking at long lists: LIENVIEN_MANY=5000. */
for (let i = 0; i < Number(process.env.LIENVIEN_MANY ?? 0); i++) {
  const name = `${['Nguyễn', 'Trần', 'Lê', 'Lò', 'Vàng', 'Giàng'][i % 6]} ${['Văn', 'Thị', 'A', 'Đình'][i % 4]} ${['Ánh', 'Bình', 'Chử', 'Đức', 'Én', 'Pâng'][(i * 7) % 6]}`;
  cases.push(makeCase(i % 3 ? C : R, i % 3 ? 'READABLE' : 'AWAITING_RESULT', ['STAT', 'URGENT', 'ROUTINE'][i % 3], [name, '1980-01-01', i % 2 ? 'M' : 'F'], { due: i, created: -i }));
}
