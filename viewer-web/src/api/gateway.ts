import { call, query } from './http';
import type {
  Account,
  AuthenticatorOffer,
  CaseDetail,
  CaseList,
  CaseRole,
  DestinationWork,
  Draft,
  EchoResult,
  GatewayStatus,
  GeneratedPassword,
  Ledger,
  LineEvidence,
  LinkCaps,
  NewLinkCaps,
  NewAccount,
  KeptAnnotations,
  NewAnnotations,
  NewAuthenticator,
  NewCase,
  PacsStudies,
  PlacedCase,
  Prior,
  NewNote,
  Note,
  Person,
  Quarantine,
  ReadingResult,
  RoutingPreview,
  RoutingRule,
  SavedDraft,
  Session,
  Signature,
  SiteVersion,
  Sites,
  Templates,
  Writer,
} from './types';

export interface CaseFilter {
  role: CaseRole;
  state?: string;
  priority?: string;
  q?: string;
  modality?: string;
  site?: string;
  assignee?: string;
  from?: string;
  to?: string;
  sort?: string;
  limit?: number;
  offset?: number;
}

export interface StudySearch {
  patientID: string;
  patientName: string;
  accessionNumber: string;
  studyDate: string;
}

const caseUrl = (caseId: string) => `/api/cases/${encodeURIComponent(caseId)}`;

const linkCapsUrl = (siteId: string) => `/api/link-caps/${encodeURIComponent(siteId)}`;

export const evidenceCsvUrl = (from: string, to: string) => `/api/lines.csv${query({ from, to })}`;
export const draftPdfUrl = (caseId: string) => `${caseUrl(caseId)}/draft.pdf`;
export const addendumPdfUrl = (caseId: string, noteId: string) => `${caseUrl(caseId)}/addenda/${encodeURIComponent(noteId)}`;
export const resultPdfUrl = (caseId: string) => `${caseUrl(caseId)}/result.pdf`;

/** Every call of `/api` that the pages make, one line each. */
export const gateway = {
  site: () => call<SiteVersion>('/api/site'),
  session: () => call<Session>('/api/session'),
  logIn: (username: string, password: string) =>
    call<Session>('/api/session', { method: 'POST', body: { username, password } }),
  offerAuthenticator: () => call<AuthenticatorOffer>('/api/session/authenticator', { method: 'POST' }),
  addAuthenticator: (body: NewAuthenticator) => call<void>('/api/session/authenticator', { method: 'PUT', body }),
  removeAuthenticator: () => call<void>('/api/session/authenticator', { method: 'DELETE' }),
  logOut: () => call<void>('/api/session', { method: 'DELETE' }),

  cases: (filter: CaseFilter, signal?: AbortSignal) => call<CaseList>(`/api/cases${query({ ...filter })}`, { signal }),
  case: (caseId: string, signal?: AbortSignal) => call<CaseDetail>(caseUrl(caseId), { signal }),
  priors: (caseId: string, signal?: AbortSignal) => call<{ priors: Prior[] }>(`${caseUrl(caseId)}/priors`, { signal }),
  annotations: (caseId: string, signal?: AbortSignal) => call<KeptAnnotations>(`${caseUrl(caseId)}/annotations`, { signal }),
  saveAnnotations: (caseId: string, annotations: NewAnnotations) =>
    call<KeptAnnotations>(`${caseUrl(caseId)}/annotations`, { method: 'PUT', body: annotations }),
  ledger: (caseId: string, signal?: AbortSignal) => call<Ledger>(`${caseUrl(caseId)}/ledger`, { signal }),
  retry: (caseId: string) => call<void>(`${caseUrl(caseId)}/retry`, { method: 'POST' }),

  chooseStudy: (caseId: string, studyInstanceUID: string) =>
    call<void>(`${caseUrl(caseId)}/study`, { method: 'PUT', body: { studyInstanceUID } }),

  note: (caseId: string, note: NewNote) => call<Note>(`${caseUrl(caseId)}/notes`, { method: 'POST', body: note }),
  radiologists: () => call<{ people: Person[] }>('/api/radiologists'),
  write: (caseId: string, takeOver: boolean) =>
    call<Writer>(`${caseUrl(caseId)}/writing`, { method: 'POST', body: { takeOver } }),
  stopWriting: (caseId: string) => call<void>(`${caseUrl(caseId)}/writing`, { method: 'DELETE' }),
  templates: () => call<Templates>('/api/templates'),
  saveTemplates: (templates: Templates) => call<Templates>('/api/templates', { method: 'PUT', body: templates }),
  preference: (name: string) => call<{ value: unknown }>(`/api/preferences/${name}`),
  savePreference: (name: string, value: unknown) =>
    call<void>(`/api/preferences/${name}`, { method: 'PUT', body: { value } }),

  saveDraft: (caseId: string, draft: Draft) => call<SavedDraft>(`${caseUrl(caseId)}/draft`, { method: 'PUT', body: draft }),
  sign: (caseId: string, signature: Signature) =>
    call<ReadingResult>(`${caseUrl(caseId)}/sign`, { method: 'POST', body: signature }),

  request: (order: NewCase) => call<PlacedCase>('/api/cases', { method: 'POST', body: order }),
  pacsStudies: (search: Partial<StudySearch>, signal?: AbortSignal) =>
    call<PacsStudies>(`/api/pacs/studies${query({ ...search })}`, { signal }),
  consultingSites: () => call<Sites>('/api/consulting-sites'),

  status: (signal?: AbortSignal) => call<GatewayStatus>('/api/status', { signal }),
  retryJob: (jobId: number) => call<void>(`/api/jobs/${jobId}/retry`, { method: 'POST' }),
  cancelJob: (jobId: number) => call<void>(`/api/jobs/${jobId}`, { method: 'DELETE' }),
  accounts: () => call<{ accounts: Account[] }>('/api/accounts'),
  addAccount: (account: NewAccount) => call<GeneratedPassword>('/api/accounts', { method: 'POST', body: account }),
  resetPassword: (username: string) =>
    call<GeneratedPassword>(`/api/accounts/${encodeURIComponent(username)}/password`, { method: 'POST' }),
  disableAccount: (username: string, disabled: boolean) =>
    call<void>(`/api/accounts/${encodeURIComponent(username)}/disabled`, { method: 'PUT', body: { disabled } }),
  quarantine: () => call<Quarantine>('/api/quarantine'),
  judge: (quarantineId: string, accept: boolean, reason: string) =>
    call<void>(`/api/quarantine/${encodeURIComponent(quarantineId)}`, { method: 'POST', body: { accept, reason } }),
  routing: () => call<{ rules: RoutingRule[] }>('/api/routing'),
  previewRouting: (studyInstanceUID: string) =>
    call<RoutingPreview>('/api/routing/preview', { method: 'POST', body: { studyInstanceUID } }),
  destinations: (signal?: AbortSignal) => call<{ destinations: DestinationWork[] }>('/api/destinations', { signal }),
  sendStudy: (name: string, studyInstanceUID: string) =>
    call<void>(`/api/destinations/${encodeURIComponent(name)}/studies`, { method: 'POST', body: { studyInstanceUID } }),
  linkCaps: () => call<LinkCaps>('/api/link-caps'),
  setLinkCaps: (siteId: string, caps: NewLinkCaps) => call<void>(linkCapsUrl(siteId), { method: 'PUT', body: caps }),
  forgetLinkCaps: (siteId: string) => call<void>(linkCapsUrl(siteId), { method: 'DELETE' }),
  lineEvidence: (from: string, to: string, signal?: AbortSignal) =>
    call<LineEvidence>(`/api/lines${query({ from, to })}`, { signal }),
  echo: (aeTitle: string) => call<EchoResult>('/api/echo', { method: 'POST', body: { aeTitle } }),
};
