import { useMutation } from '@tanstack/react-query';
import { useEffect, useState, type SubmitEvent } from 'react';
import { gateway, type StudySearch as Criteria } from '../api/gateway';
import type { PacsStudy } from '../api/types';
import { useText } from '../i18n';
import { parseDay } from '../ui/clock';
import { Empty, Failure, Loading } from '../ui/states';
import { StudyTable } from './StudyTable';

const FIELDS = ['patientID', 'patientName', 'accessionNumber', 'studyDate'] as const;

interface Props {
  /** Whom the page is about: looked for at once. */
  patientID: string;
  onChoose: (study: PacsStudy) => void;
}

/** Asks this hospital's own PACS; never without a criterion, which would ask for all of it. */
export function StudySearch({ patientID: about, onChoose }: Props) {
  const t = useText();
  const [fault, setFault] = useState('');
  const search = useMutation({ mutationFn: (criteria: Partial<Criteria>) => gateway.pacsStudies(criteria) });
  const { mutate: ask } = search;
  useEffect(() => {
    if (about) ask({ patientID: about });
  }, [about, ask]);

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [patientID, patientName, accessionNumber, studyDate] = FIELDS.map((field) => String(form.get(field)).trim());
    const criteria = { patientID, patientName, accessionNumber, studyDate } as Criteria;
    const day = criteria.studyDate && parseDay(criteria.studyDate);
    const nothing = Object.values(criteria).every((value) => value === '');
    setFault(nothing ? t('request.hint') : day === null ? t('request.badDay') : '');
    if (!nothing && day !== null) search.mutate({ ...criteria, studyDate: day });
  };

  return (
    <>
      <section className="card">
        <h2>{t('request.stepSearch')}</h2>
        <form className="study-search" role="search" onSubmit={submit} noValidate>
          {FIELDS.map((field) => (
            <label key={field} className="field">
              {t(`request.${field}`)}
              <input
                name={field}
                defaultValue={field === 'patientID' ? about : ''}
                autoComplete="off"
                spellCheck={false}
                placeholder={field === 'studyDate' ? t('request.dayFormat') : undefined}
                data-search={field === 'patientID' || undefined}
              />
            </label>
          ))}
          <button type="submit" className="button primary">
            {t('request.search')}
          </button>
        </form>
        {fault && (
          <p className="field-error" role="alert">
            {fault}
          </p>
        )}
      </section>
      {search.isPending && <Loading label={t('request.searching')} />}
      {search.error && <Failure error={search.error} />}
      {search.data?.studies.length === 0 && <Empty title={t('request.none')} />}
      {search.data && search.data.studies.length > 0 && <StudyTable studies={search.data.studies} onChoose={onChoose} />}
    </>
  );
}
