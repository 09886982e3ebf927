import type { CaseDetail } from '../api/types';
import { useSession } from '../app/session';
import { Addenda } from '../desk/Addenda';
import { isToBeRead } from '../casefile/steps';
import { CaseActions } from '../desk/CaseActions';
import { CriticalFindings } from '../desk/CriticalFindings';
import { NextCase } from '../desk/NextCase';
import { useText } from '../i18n';
import { ClinicalQuestion } from './ClinicalQuestion';
import { ResultForm } from './ResultForm';
import { ResultText } from './ResultText';
import './report.css';

/** Beside the images: what was asked, and the answer — being written, or signed. */
export function ResultPanel({ c }: { c: CaseDetail }) {
  const t = useText();
  const { user } = useSession();
  const mayWrite = isToBeRead(c) && user.roles.includes('RADIOLOGIST');
  const signed = Boolean(c.result?.signedAt);
  return (
    <aside className="result" aria-label={t('reading.result')} data-own-keys>
      <ClinicalQuestion c={c} />
      <CriticalFindings c={c} />
      <CaseActions c={c} />
      {signed && c.result && <ResultText caseId={c.caseId} result={c.result} />}
      {signed && <Addenda c={c} />}
      {signed && c.role === 'CONSULTING' && user.roles.includes('RADIOLOGIST') && <NextCase caseId={c.caseId} />}
      {!signed && mayWrite && <ResultForm c={c} />}
      {!signed && !mayWrite && <p className="notice">{t('report.notReadable')}</p>}
    </aside>
  );
}
