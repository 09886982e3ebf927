import { call, query } from './http';
import type {
  CaseDetail,
  CaseList,
  CaseRole,
  Draft,
  EchoResult,
  GatewayStatus,
  Ledger,
  NewCase,
  PacsStudies,
  PlacedCase,
  ReadingResult,
  SavedDraft,
  Session,
  Signature,
  SiteVersion,
  Sites,
} from './types';

export interface CaseFilter {
  role: CaseRole;
  state?: string;
  priority?: string;
  q?: string;
  limit?: number;
}

export interface StudySearch {
  patientID: string;
  patientName: string;
  accessionNumber: string;
  studyDate: string;
}

const caseUrl = (caseId: string) => `/api/cases/${encodeURIComponent(caseId)}`;

export const resultPdfUrl = (caseId: string) => `${caseUrl(caseId)}/result.pdf`;

/** Every call of `/api` that the pages make, one line each. */
export const gateway = {
  site: () => call<SiteVersion>('/api/site'),
  session: () => call<Session>('/api/session'),
  logIn: (username: string, password: string) =>
    call<Session>('/api/session', { method: 'POST', body: { username, password } }),
  logOut: () => call<void>('/api/session', { method: 'DELETE' }),

  cases: (filter: CaseFilter, signal?: AbortSignal) => call<CaseList>(`/api/cases${query({ ...filter })}`, { signal }),
  case: (caseId: string, signal?: AbortSignal) => call<CaseDetail>(caseUrl(caseId), { signal }),
  ledger: (caseId: string, signal?: AbortSignal) => call<Ledger>(`${caseUrl(caseId)}/ledger`, { signal }),
  retry: (caseId: string) => call<void>(`${caseUrl(caseId)}/retry`, { method: 'POST' }),

  saveDraft: (caseId: string, draft: Draft) => call<SavedDraft>(`${caseUrl(caseId)}/draft`, { method: 'PUT', body: draft }),
  sign: (caseId: string, signature: Signature) =>
    call<ReadingResult>(`${caseUrl(caseId)}/sign`, { method: 'POST', body: signature }),

  request: (order: NewCase) => call<PlacedCase>('/api/cases', { method: 'POST', body: order }),
  pacsStudies: (search: StudySearch, signal?: AbortSignal) =>
    call<PacsStudies>(`/api/pacs/studies${query({ ...search })}`, { signal }),
  consultingSites: () => call<Sites>('/api/consulting-sites'),

  status: (signal?: AbortSignal) => call<GatewayStatus>('/api/status', { signal }),
  echo: (aeTitle: string) => call<EchoResult>('/api/echo', { method: 'POST', body: { aeTitle } }),
};
