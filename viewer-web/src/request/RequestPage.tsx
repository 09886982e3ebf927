import { useState } from 'react';
import { useLocation } from 'react-router';
import type { PacsStudy } from '../api/types';
import { useText } from '../i18n';
import { ChosenStudies } from './ChosenStudies';
import { RequestForm } from './RequestForm';
import { StudySearch } from './StudySearch';
import './request.css';

/**
 * A requesting doctor finds the study, with priors where they matter, then asks. What was searched for stays when
 * another study is wanted. A study is a case of its own: each is fetched, proved, read and sealed by itself.
 */
export default function RequestPage() {
  const t = useText();
  const [studies, setStudies] = useState<PacsStudy[]>([]);
  const [searching, setSearching] = useState(true);
  // Whom another page asks about; in the history of this tab only, never in an address.
  const about = (useLocation().state as { patientID?: string } | null)?.patientID ?? '';
  const add = (study: PacsStudy) => {
    const samePatient = studies.filter((one) => one.patientID === study.patientID && one.studyInstanceUID !== study.studyInstanceUID);
    setStudies([...samePatient, study]);
    setSearching(false);
  };
  const remove = (study: PacsStudy) => {
    const left = studies.filter((one) => one !== study);
    setStudies(left);
    if (left.length === 0) setSearching(true);
  };
  return (
    <div className="page request">
      <title>{`${t('request.title')} · ${t('app.name')}`}</title>
      <h1>{t('request.title')}</h1>
      {studies.length > 0 && <ChosenStudies studies={studies} onRemove={remove} onMore={() => setSearching(true)} />}
      <div hidden={!searching}>
        <StudySearch patientID={about} onChoose={add} />
      </div>
      {studies.length > 0 && !searching && <RequestForm studies={studies} onSent={(study) => setStudies((left) => left.filter((one) => one !== study))} />}
    </div>
  );
}
