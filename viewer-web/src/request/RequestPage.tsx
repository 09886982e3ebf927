import { useState } from 'react';
import type { PacsStudy } from '../api/types';
import { useText } from '../i18n';
import { ChosenStudy } from './ChosenStudy';
import { RequestForm } from './RequestForm';
import { StudySearch } from './StudySearch';
import './request.css';

/** A requesting doctor finds the study, then asks. What was searched for stays when another study is wanted. */
export default function RequestPage() {
  const t = useText();
  const [study, setStudy] = useState<PacsStudy | null>(null);
  return (
    <div className="page request">
      <title>{`${t('request.title')} · ${t('app.name')}`}</title>
      <h1>{t('request.title')}</h1>
      <div hidden={study !== null}>
        <StudySearch onChoose={setStudy} />
      </div>
      {study && (
        <>
          <ChosenStudy study={study} onChange={() => setStudy(null)} />
          <RequestForm study={study} />
        </>
      )}
    </div>
  );
}
