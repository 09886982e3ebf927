/** The gateway's nouns as the pages see them. */
export type Role = 'RADIOLOGIST' | 'REQUESTING_DOCTOR' | 'PACS_ADMINISTRATOR';
export type CaseRole = 'REQUESTING' | 'CONSULTING';
export type Priority = 'STAT' | 'URGENT' | 'ROUTINE';
export type CaseState =
  | 'REQUESTED'
  | 'FETCHING'
  | 'PREPARING'
  | 'SENDING'
  | 'AWAITING_RESULT'
  | 'RETURNING'
  | 'SEALING'
  | 'ARRIVED'
  | 'READABLE'
  | 'SIGNED'
  | 'AWAITING_COUNTERSIGNATURE'
  | 'CLOSED'
  | 'NEEDS_ATTENTION';

export interface Site {
  siteId: string;
  name: string;
}

export interface Session {
  user: { username: string; displayName: string; roles: Role[] };
  site: Site;
}

export interface CaseSummary {
  caseId: string;
  role: CaseRole;
  state: CaseState;
  reason: string;
  priority: Priority;
  patientName: string;
  patientID: string;
  patientBirthDate?: string | null;
  patientSex: string;
  accessionNumber: string;
  requestedProcedure: string;
  modalities: string[];
  requestingSite: Site;
  consultingSite: Site;
  studyInstanceUID: string;
  numberOfImages: number;
  createdAt: string;
  updatedAt: string;
  deadline: string;
  signed: boolean;
}

export interface CaseList {
  total: number;
  counts: Partial<Record<CaseState, number>>;
  cases: CaseSummary[];
}

export interface ReadingTexts {
  description: string;
  conclusion: string;
  recommendation: string;
}

export interface ReadingResult extends ReadingTexts {
  author: string;
  authorName: string;
  revision: number;
  savedAt: string;
  signedAt?: string | null;
}

export interface CaseDetail extends CaseSummary {
  order: {
    reasonForStudy: string;
    relevantClinicalInformation: string;
    requestingPhysician: string;
    placerOrderNumber: string;
  };
  result?: ReadingResult | null;
  history: { at: string; state: CaseState; reason: string }[];
  progress: { expected: number; received: number; proved: number; peerReceived: number };
  hisAcknowledgedAt?: string | null;
  studies: string[];
}

export interface NewCase {
  studyInstanceUID: string;
  patientID: string;
  patientName: string;
  patientBirthDate: string;
  patientSex: string;
  accessionNumber: string;
  reasonForStudy: string;
  relevantClinicalInformation: string;
  priority: Priority;
  consultingSiteId: string;
}

export interface PacsStudy {
  studyInstanceUID: string;
  patientID: string;
  patientName: string;
  patientBirthDate: string;
  patientSex: string;
  accessionNumber: string;
  studyDate: string;
  studyDescription: string;
  modalities: string[];
  numberOfInstances: number;
}

export type Place = 'GATEWAY' | 'PACS';

export interface LedgerPlace {
  siteId: string;
  place: Place;
  storedAt: string;
  fileDigest: string;
  framesDigest: string;
  evidence: string;
}

export interface LedgerObject {
  sopInstanceUID: string;
  kind: 'IMAGE' | 'RESULT_SR' | 'RESULT_PDF' | 'IMAGE_RECEIPT' | 'RESULT_RECEIPT';
  places: LedgerPlace[];
}

export interface LedgerDocument {
  kind: 'RECEIPT' | 'STATEMENT' | 'LEDGER';
  siteId: string;
  signedAt: string;
  valid: boolean;
}

export interface Ledger {
  closed: boolean;
  objects: LedgerObject[];
  documents: LedgerDocument[];
}

export interface GatewayStatus {
  links: {
    peerSiteId: string;
    connected: boolean;
    since?: string | null;
    queuedParcels: number;
    sentBytes: number;
    receivedBytes: number;
    lastError?: string | null;
  }[];
  jobs: {
    kind: string;
    subject: string;
    attempts: number;
    dueAt: string;
    lastError?: string | null;
    state: string;
  }[];
  dicomPeers: { aeTitle: string; host: string; port: number }[];
  archive: { instances: number; bytes: number; freeBytes: number; quarantined: number };
}
