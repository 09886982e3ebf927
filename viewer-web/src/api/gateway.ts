import { call, query } from './http';
import type {
  CaseDetail,
  CaseList,
  CaseRole,
  GatewayStatus,
  Ledger,
  NewCase,
  PacsStudy,
  ReadingResult,
  ReadingTexts,
  Session,
  Site,
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
  site: () => call<Site & { version: string }>('/api/site', { credentials: true }),
  session: () => call<Session>('/api/session', { credentials: true }),
  logIn: (username: string, password: string) =>
    call<Session>('/api/session', { method: 'POST', body: { username, password }, credentials: true }),
  logOut: () => call<void>('/api/session', { method: 'DELETE', credentials: true }),

  cases: (filter: CaseFilter, signal?: AbortSignal) =>
    call<CaseList>(`/api/cases${query({ ...filter })}`, { signal }),
  case: (caseId: string, signal?: AbortSignal) => call<CaseDetail>(caseUrl(caseId), { signal }),
  ledger: (caseId: string, signal?: AbortSignal) => call<Ledger>(`${caseUrl(caseId)}/ledger`, { signal }),
  retry: (caseId: string) => call<unknown>(`${caseUrl(caseId)}/retry`, { method: 'POST' }),

  saveDraft: (caseId: string, draft: ReadingTexts & { revision: number }) =>
    call<{ revision: number; savedAt: string }>(`${caseUrl(caseId)}/draft`, { method: 'PUT', body: draft }),
  sign: (caseId: string, signing: ReadingTexts & { revision: number; password: string }) =>
    call<ReadingResult>(`${caseUrl(caseId)}/sign`, { method: 'POST', body: signing, credentials: true }),

  request: (order: NewCase) => call<{ caseId: string }>('/api/cases', { method: 'POST', body: order }),
  pacsStudies: (search: StudySearch, signal?: AbortSignal) =>
    call<{ studies: PacsStudy[] }>(`/api/pacs/studies${query({ ...search })}`, { signal }),
  consultingSites: () => call<{ sites: Site[] }>('/api/consulting-sites'),

  status: (signal?: AbortSignal) => call<GatewayStatus>('/api/status', { signal }),
  echo: (aeTitle: string) =>
    call<{ ok: boolean; message: string }>('/api/echo', { method: 'POST', body: { aeTitle } }),
};
