import type { components } from './schema';

/** The gateway's nouns, as its OpenAPI document defines them (`npm run types`). */
type Schemas = components['schemas'];

export type Role = Schemas['Role'];
export type CaseRole = Schemas['CaseRole'];
export type CaseState = Schemas['CaseState'];
export type Priority = Schemas['Priority'];
export type Place = Schemas['Place'];
export type ObjectKind = Schemas['ObjectKind'];
export type ErrorCode = Schemas['ErrorCode'];
export type Site = Schemas['Site'];
export type SiteVersion = Schemas['SiteVersion'];
export type Session = Schemas['Session'];
export type CaseList = Schemas['CaseList'];
export type CaseSummary = Schemas['CaseSummary'];
export type CaseDetail = Schemas['CaseDetail'];
export type ReadingResult = Schemas['Result'];
export type ReadingTexts = Pick<ReadingResult, 'description' | 'conclusion' | 'recommendation'>;
export type Draft = Schemas['Draft'];
export type SavedDraft = Schemas['SavedDraft'];
export type Signature = Schemas['Signature'];
export type NewCase = Schemas['NewCase'];
export type PlacedCase = Schemas['PlacedCase'];
export type PacsStudy = Schemas['PacsStudy'];
export type PacsStudies = Schemas['PacsStudies'];
export type Sites = Schemas['Sites'];
export type Ledger = Schemas['Ledger'];
export type LedgerObject = Schemas['LedgerObject'];
export type LedgerPlace = Schemas['LedgerPlace'];
export type GatewayStatus = Schemas['Status'];
export type EchoResult = Schemas['EchoResult'];
