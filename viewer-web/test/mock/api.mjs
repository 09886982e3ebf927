// The mock's /api: sessions, cases, drafts with revisions, signing. Password of every account: "demo".
import { readFileSync } from 'node:fs';
import { cases, ledgerOf, noteOf, sites } from './cases.mjs';
import { PRIOR, studies } from './studies.mjs';

const ACCOUNTS = {
  'bs.huong': { displayName: 'BSCKII. Nguyễn Thị Thu Hương', roles: ['RADIOLOGIST'], site: sites.b },
  'bs.khanh': { displayName: 'ThS.BS. Vũ Quốc Khánh', roles: ['RADIOLOGIST'], site: sites.b },
  'bs.mai': { displayName: 'BS. Lò Thị Mai', roles: ['REQUESTING_DOCTOR'], site: sites.a },
  'qt.pacs': { displayName: 'Trần Văn Bình', roles: ['PACS_ADMINISTRATOR'], site: sites.b },
};
const SESSION_MS = Number(process.env.LIENVIEN_SESSION_MS ?? 30 * 60_000);
const sessions = new Map();
const preferences = new Map();
const listeners = new Set();
let templates = {
  revision: '1',
  ...JSON.parse(readFileSync(new URL('../../../gateway/server/src/main/resources/report-templates.json', import.meta.url))),
};

const now = () => new Date().toISOString();
const refuse = (status, code) => ({ status, body: { error: { code, message: `mock: ${code}` } } });
const ok = (body, status = 200) => ({ status, body });

async function bodyOf(request) {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text ? JSON.parse(text) : {};
}

function accountOf(request) {
  const token = /lienvien=(\w+)/.exec(request.headers.cookie ?? '')?.[1];
  return sessions.get(token);
}

const sessionOf = (username) => {
  const { site, ...user } = ACCOUNTS[username];
  return { user: { username, ...user }, site, endsAt: new Date(Date.now() + SESSION_MS).toISOString(), authenticator: false, displaysCalibrated: false };
};

const fold = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[Đđ]/g, 'd').toLowerCase();

const RANK = { STAT: 0, URGENT: 1, ROUTINE: 2 };
const ANSWERED = ['SIGNED', 'RETURNING', 'SEALING', 'AWAITING_COUNTERSIGNATURE', 'CLOSED', 'DECLINED'];
const group = (c) => (c.critical === 'OPEN' ? 0 : ANSWERED.includes(c.state) ? 2 : 1);
const ORDER = {
  READING: (a, b) => group(a) - group(b) || RANK[a.priority] - RANK[b.priority] || a.deadline.localeCompare(b.deadline),
  DEADLINE: (a, b) => a.deadline.localeCompare(b.deadline),
  NEWEST: (a, b) => b.createdAt.localeCompare(a.createdAt),
  OLDEST: (a, b) => a.createdAt.localeCompare(b.createdAt),
  PATIENT: (a, b) => fold(a.patientName).localeCompare(fold(b.patientName)),
  STATE: (a, b) => a.state.localeCompare(b.state),
};

function list(parameters, username) {
  const wanted = (key, value) => !parameters.get(key) || parameters.get(key) === value;
  const q = fold(parameters.get('q') ?? '');
  const site = (c) => (c.role === 'CONSULTING' ? c.requestingSite : c.consultingSite);
  const assignee = { me: username, nobody: undefined }[parameters.get('assignee')];
  const mine = cases.filter((c) => wanted('role', c.role));
  const matching = mine.filter(
    (c) =>
      wanted('priority', c.priority) &&
      wanted('site', site(c).siteId) &&
      (!parameters.get('modality') || c.modalities.includes(parameters.get('modality'))) &&
      (!parameters.get('assignee') || c.assignedTo?.username === assignee) &&
      fold(`${c.patientName} ${c.patientID} ${c.accessionNumber}`).includes(q),
  );
  const shown = matching.filter((c) => wanted('state', c.state)).sort(ORDER[parameters.get('sort') ?? 'READING']);
  const counts = {};
  for (const c of matching) counts[c.state] = (counts[c.state] ?? 0) + 1;
  const summary = ({ order, result, history, progress, studies: _, notes, writer, ...rest }) => rest;
  const offset = Number(parameters.get('offset') ?? 0);
  return ok({
    total: shown.length,
    counts,
    cases: shown.slice(offset, offset + Number(parameters.get('limit') ?? 50)).map(summary),
    sites: [...new Map(mine.map((c) => [site(c).siteId, site(c)])).values()],
    modalities: [...new Set(mine.flatMap((c) => c.modalities))].sort(),
  });
}

function tell(c) {
  for (const response of listeners) response.write(`event: cases\ndata: ${JSON.stringify({ caseIds: [c.caseId] })}\n\n`);
}

function note(c, username, { kind, text = '', about = '', takeOver, password }) {
  const person = { username, displayName: ACCOUNTS[username].displayName };
  if (kind === 'ADDENDUM' && password !== 'demo') return refuse(401, 'BAD_CREDENTIALS');
  if (kind === 'ACCEPTED' && c.assignedTo && c.assignedTo.username !== username && !takeOver) return refuse(409, 'CASE_TAKEN');
  if (kind === 'ACCEPTED') c.assignedTo = person;
  if (kind === 'RELEASED') c.assignedTo = null;
  if (kind === 'HANDED_OVER') c.assignedTo = { username: about, displayName: ACCOUNTS[about].displayName };
  if (kind === 'DECLINED') c.state = 'DECLINED';
  if (kind === 'CRITICAL_FINDING') c.critical = 'OPEN';
  if (kind === 'CRITICAL_ACKNOWLEDGED') c.critical = 'ACKNOWLEDGED';
  const said = { ...noteOf(kind, ACCOUNTS[username].site.siteId, username, person.displayName, text, about), at: now() };
  c.notes.push(said);
  tell(c);
  return ok(said);
}

function write(c, username, { takeOver }) {
  if (!c.writer || takeOver || c.writer.username === username) {
    c.writer = { username, displayName: ACCOUNTS[username].displayName, until: new Date(Date.now() + 60_000).toISOString() };
  }
  return ok(c.writer);
}

function saveDraft(c, username, draft) {
  const revision = c.result?.revision ?? 0;
  if (c.signed) return refuse(409, 'ALREADY_SIGNED');
  if (draft.revision !== revision) return refuse(409, 'DRAFT_CHANGED');
  c.result = { ...draft, author: username, authorName: ACCOUNTS[username].displayName, revision: revision + 1, savedAt: now(), signedAt: null };
  return ok({ revision: c.result.revision, savedAt: c.result.savedAt });
}

function saveAnnotations(c, { revision, ...annotations }) {
  if (revision !== (c.annotations?.revision ?? 0)) return refuse(409, 'DRAFT_CHANGED');
  c.annotations = { annotations, revision: revision + 1, savedAt: now() };
  return ok(c.annotations);
}

function sign(c, username, { password, ...draft }) {
  if (password !== 'demo') return refuse(401, 'BAD_CREDENTIALS');
  if (!draft.conclusion.trim()) return refuse(422, 'CONCLUSION_EMPTY');
  const saved = saveDraft(c, username, draft);
  if (saved.status !== 200) return saved;
  Object.assign(c.result, { signedAt: now() });
  Object.assign(c, { signed: true, state: 'SIGNED', updatedAt: now() });
  c.history.push({ at: now(), state: 'SIGNED', reason: '' });
  return ok(c.result);
}

function place(order) {
  const c = structuredClone(cases.find((one) => one.role === 'REQUESTING'));
  Object.assign(c, order, { caseId: crypto.randomUUID(), state: 'REQUESTED', createdAt: now(), updatedAt: now() });
  Object.assign(c.order, order, { source: 'WEB' });
  c.history = [{ at: now(), state: 'REQUESTED', reason: '' }];
  cases.push(c);
  return ok({ caseId: c.caseId }, 201);
}

function pacs(parameters) {
  if (fold(parameters.get('patientName') ?? '').includes('khong')) return ok({ studies: [] });
  return ok({
    studies: [...studies.entries()].map(([studyInstanceUID, instances], i) => ({
      studyInstanceUID,
      patientID: parameters.get('patientID') || `BN24${i}137`,
      patientName: ['LO VAN PANG', 'Giàng A Páo', 'TONG^THI^XUAN'][i % 3],
      patientBirthDate: ['1961-03-12', '1999-02-14', null][i % 3],
      patientSex: ['M', 'M', 'F'][i % 3],
      accessionNumber: `CT26110${i}`,
      studyDate: '2026-11-21',
      studyDescription: ['CLVT sọ não', 'CLVT ngực - bụng', 'CHT sọ não'][i % 3],
      modalities: [instances[0].metadata['00080060'].Value[0]],
      numberOfInstances: i === 2 ? 0 : instances.length,
    })),
  });
}

const status = () =>
  ok({
    links: [
      {
        peerSiteId: 'muong-te', connected: true, since: now(), connections: 3, queuedParcels: 2, sentBytes: 1_834_221, receivedBytes: 734_120_331,
        sendingRate: 243_000, receivingRate: 12_000, roundTripMillis: 104, sendingCap: 250_000, receivingCap: 0, lastError: '',
        parcels: [
          { parcelId: `${cases[0].caseId}-study`, priority: 'STAT', state: 'moving', totalBytes: 8_120_000, remainingBytes: 2_420_000, expectedAt: new Date(Date.now() + 80_000).toISOString(), lastError: '' },
          { parcelId: `${cases[1].caseId}-result`, priority: 'ROUTINE', state: 'waiting', totalBytes: 240_000, remainingBytes: 240_000, expectedAt: null, lastError: 'not enough disk space to receive and unpack it' },
        ],
      },
      {
        peerSiteId: 'ba-vi', connected: false, since: now(), connections: 0, queuedParcels: 3, sentBytes: 0, receivedBytes: 88_120_331, sendingRate: 0, receivingRate: 0,
        roundTripMillis: null, sendingCap: 0, receivingCap: 0, lastError: 'connection reset by peer; dialling again in 20 s', parcels: [],
      },
    ],
    jobs: [
      { jobId: 1, kind: 'STORE_TO_PACS', subject: cases[5].caseId, attempts: 4, dueAt: now(), lastError: '26 of 28 objects are not proved to be at the PACS', state: 'WAITING' },
      { jobId: 2, kind: 'ADVANCE_CASE', subject: cases[6].caseId, attempts: 0, dueAt: now(), lastError: '', state: 'RUNNING' },
      { jobId: 3, kind: 'PREPARE_IMAGES', subject: cases[7].caseId, attempts: 12, dueAt: now(), lastError: 'disk is below its minimum of free space', state: 'GAVE_UP' },
    ],
    dicomPeers: [
      { aeTitle: 'PACS_B', host: '10.20.1.5', port: 11112 },
      { aeTitle: 'CT_CAPCUU', host: '10.20.1.40', port: 104 },
    ],
    archive: { instances: 184_220, bytes: 61_203_441_120, freeBytes: 402_203_441_120, quarantined: 2 },
  });

const accounts = Object.entries(ACCOUNTS).map(([username, { displayName, roles }]) => ({ username, displayName, roles, disabled: username === 'bs.khanh' }));
const RULES = [
  { fromAETitle: 'CT_CAPCUU', priority: 'STAT', consultingSiteId: 'bach-mai', destination: '', quietSeconds: 60 },
  { fromAETitle: 'XQ_PHONG2', priority: 'ROUTINE', consultingSiteId: '', destination: 'tinh', quietSeconds: 300 },
];
const DAYS = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'];
const linkCaps = {
  zone: 'Asia/Ho_Chi_Minh',
  links: [
    { siteId: '*', windows: [], statExempt: false, edited: false },
    {
      siteId: 'muong-te', statExempt: true, edited: true,
      windows: [
        { direction: 'SEND', bitsPerSecond: 2_000_000, from: '07:00', to: '17:00', days: DAYS.slice(0, 5) },
        { direction: 'RECEIVE', bitsPerSecond: 512_000, from: '00:00', to: '00:00', days: DAYS },
      ],
    },
    { siteId: 'ba-vi', windows: [], statExempt: false, edited: false },
  ],
};

function setCaps(siteId, caps) {
  Object.assign(linkCaps.links.find((one) => one.siteId === siteId), caps);
  return { status: 204 };
}

/** Ten days of two lines, the worse one with outages. */
function evidence() {
  const days = [...Array(10).keys()].map((i) => new Date(Date.now() - (9 - i) * 86_400_000).toISOString().slice(0, 10));
  const line = (siteId, day, bad) => ({
    siteId, day, availability: bad ? 0.9312 : 1, watchedSeconds: 86_400, connectedSeconds: bad ? 80_456 : 86_400, outages: bad ? 4 : 0,
    longestOutageSeconds: bad ? 4_210 : 0, throughputP5Kbps: bad ? 0 : 3_120, throughputP50Kbps: bad ? 0 : 3_890, roundTripP50Ms: 104, roundTripP95Ms: bad ? 480 : 132,
  });
  return { days: days.flatMap((day, i) => [line('muong-te', day, false), line('ba-vi', day, i % 3 === 1)]), hub: days.map((day) => ({ day, points: 7, requiredKbps: 28_000 })) };
}

const destinations = [
  {
    destination: { name: 'tinh', protocol: 'DICOM', address: 'TINH@pacs.tinh.vn:2762', tls: true, studies: 41, objects: 8_204, lastAt: now() },
    sending: [
      {
        studyInstanceUID: '1.2.840.113619.2.30.1.1762295590.1623.978668950.109',
        job: { jobId: 9, kind: 'SEND_STUDY', subject: 'tinh/1.2.840.113619.2.30.1.1762295590.1623.978668950.109', attempts: 3, dueAt: now(), state: 'WAITING',
          lastError: 'no connection to pacs.tinh.vn:2762: Connection refused; no connection to pacs.tinh.vn:2762: check host, port, firewall and whether the other side is running' },
      },
    ],
  },
  { destination: { name: 'kho-anh', protocol: 'STOW_RS', address: 'https://kho-anh.vn/dicom-web', tls: true, studies: 0, objects: 0, lastAt: null }, sending: [] },
];
let quarantine = [
  {
    quarantineId: 'q1', sopInstanceUID: '1.2.840.113619.2.30.1.1762295590.1623.978668950.12', source: 'CT_CAPCUU', receivedAt: now(),
    attributes: [
      ['PatientName', 'Lò Văn Pâng', 'Lò Văn Páo'], ['PatientID', 'BN240137', 'BN240731'], ['StudyDate', '20261122', '20261122'],
      ['Modality', 'CT', 'CT'], ['SeriesDescription', 'Sọ não 5 mm', 'Sọ não 5 mm'], ['InstanceNumber', '12', '12'],
    ].map(([keyword, kept, newcomer]) => ({ keyword, kept, newcomer })),
  },
];

const priorsOf = (c) => {
  const prior = { patientName: c.patientName, studyDescription: 'Chụp CLVT sọ não', modalities: ['CT'], bodyParts: ['HEAD'], numberOfInstances: 32 };
  return studies.has(PRIOR)
    ? [
        { ...prior, studyInstanceUID: PRIOR, studyDate: '20250614', patientID: c.patientID, samePatientID: true },
        { ...prior, studyInstanceUID: '1.2.404', studyDate: '20211130', patientID: 'H-20771', studyDescription: 'X-quang ngực thẳng', modalities: ['DX'], samePatientID: false },
      ]
    : [];
};

function route(method, path, username, parameters, body) {
  const [, job, deed] = /^\/api\/(jobs|quarantine)\/(.+)$/.exec(path) ?? [];
  if (job === 'quarantine') quarantine = quarantine.filter((one) => one.quarantineId !== deed);
  if (job) return { status: 204 };
  const [, person, change] = /^\/api\/accounts\/([^/]+)\/(password|disabled)$/.exec(path) ?? [];
  if (change === 'password') return ok({ username: person, password: 'k7mq2xw9tnbp4d' });
  if (change === 'disabled') {
    accounts.find((one) => one.username === person).disabled = body.disabled;
    return { status: 204 };
  }
  const [, site] = /^\/api\/link-caps\/(.+)$/.exec(path) ?? [];
  if (site) return setCaps(decodeURIComponent(site), method === 'PUT' ? { ...body, edited: true } : { windows: [], statExempt: false, edited: false });
  if (/^\/api\/destinations\/[^/]+\/studies$/.test(path)) return { status: 202 };
  const [, name] = /^\/api\/preferences\/([a-z-]+)$/.exec(path) ?? [];
  if (name && method === 'PUT') preferences.set(`${username} ${name}`, body.value);
  if (name) return method === 'PUT' ? { status: 204 } : ok({ value: preferences.get(`${username} ${name}`) ?? null });
  const [, caseId, action] = /^\/api\/cases\/([^/]+)(?:\/(.+))?$/.exec(path) ?? [];
  const c = caseId && cases.find((one) => one.caseId === caseId);
  if (caseId && !c) return refuse(404, 'NOT_FOUND');
  switch (`${method} ${caseId ? `case ${action ?? ''}` : path}`) {
    case 'GET /api/session': return ok(sessionOf(username));
    case 'GET /api/cases': return list(parameters, username);
    case 'POST /api/cases': return place(body);
    case 'GET case ': return ok(c);
    case 'PUT case draft': return saveDraft(c, username, body);
    case 'POST case sign': return sign(c, username, body);
    case 'POST case notes': return note(c, username, body);
    case 'POST case writing': return write(c, username, body);
    case 'DELETE case writing': c.writer = null; return { status: 204 };
    case 'GET /api/radiologists': return ok({ people: ['bs.huong', 'bs.khanh'].map((one) => ({ username: one, displayName: ACCOUNTS[one].displayName })) });
    case 'GET /api/templates': return ok(templates);
    case 'PUT /api/templates': templates = { ...body, revision: String(Number(templates.revision) + 1) }; return ok(templates);
    case 'GET case annotations': return ok(c.annotations ?? { annotations: { measurements: [], keyImages: [], views: [] }, revision: 0, savedAt: now() });
    case 'GET case priors': return ok({ priors: priorsOf(c) });
    case 'PUT case annotations': return saveAnnotations(c, body);
    case 'GET case ledger': return ok(ledgerOf(c));
    case 'PUT case study': Object.assign(c, { state: 'FETCHING', lacksStudy: false, reason: 'the study was picked by a person' }); return { status: 204 };
    case 'POST case retry': c.state = c.role === 'REQUESTING' ? 'FETCHING' : 'ARRIVED'; return { status: 204 };
    case 'GET /api/pacs/studies': return pacs(parameters);
    case 'GET /api/consulting-sites': return ok({ sites: [sites.b, { siteId: 'viet-duc', name: 'Bệnh viện Hữu nghị Việt Đức' }] });
    case 'GET /api/status': return status();
    case 'GET /api/accounts': return ok({ accounts });
    case 'POST /api/accounts': accounts.push({ ...body, disabled: false }); return ok({ username: body.username, password: 'k7mq2xw9tnbp4d' }, 201);
    case 'GET /api/quarantine': return ok({ items: quarantine });
    case 'GET /api/link-caps': return ok(linkCaps);
    case 'GET /api/lines': return ok(evidence());
    case 'GET /api/destinations': return ok({ destinations });
    case 'GET /api/routing': return ok({ rules: RULES });
    case 'POST /api/routing/preview': return ok({ instances: 48, sender: 'CT_CAPCUU', existingCaseId: '', verdicts: RULES.map((rule, i) => ({ rule, applies: i === 0 })) });
    case 'POST /api/echo': return ok(body.aeTitle === 'PACS_B' ? { ok: true, message: '' } : { ok: false, message: 'called AE title not recognised: check the AE title we use for the other side, including upper and lower case' });
    default: return refuse(404, 'NOT_FOUND');
  }
}

async function answer(request, url) {
  const path = url.pathname;
  const method = request.method;
  if (path === '/api/site') return ok({ ...sites.b, version: '0.1.0' });
  if (method !== 'GET' && request.headers['x-lienvien'] !== '1') return refuse(403, 'CSRF_HEADER_MISSING');
  const body = method === 'GET' ? {} : await bodyOf(request);
  if (method === 'POST' && path === '/api/session') {
    if (!ACCOUNTS[body.username] || body.password !== 'demo') return refuse(401, 'BAD_CREDENTIALS');
    const token = crypto.randomUUID().replaceAll('-', '');
    sessions.set(token, body.username);
    return { ...ok(sessionOf(body.username)), cookie: `lienvien=${token}; Path=/; HttpOnly; SameSite=Strict` };
  }
  if (method === 'DELETE' && path === '/api/session') {
    sessions.clear();
    return { status: 204 };
  }
  const username = accountOf(request);
  if (!username) return refuse(401, 'NOT_AUTHENTICATED');
  return route(method, path, username, url.searchParams, body);
}

function listen(request, response) {
  if (!accountOf(request)) return response.writeHead(401).end();
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
  response.write('retry: 2000\n\n');
  listeners.add(response);
  request.on('close', () => listeners.delete(response));
}

export async function api(request, url, response) {
  if (url.pathname === '/api/events') return listen(request, response);
  const { status: code, body, cookie } = await answer(request, url);
  const headers = { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' };
  response.writeHead(code, cookie ? { ...headers, 'Set-Cookie': cookie } : headers);
  response.end(body === undefined ? undefined : JSON.stringify(body));
}
