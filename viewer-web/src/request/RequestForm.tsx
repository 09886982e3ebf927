import { useMutation, useQuery } from '@tanstack/react-query';
import { useRef, useState, type SubmitEvent } from 'react';
import { useNavigate } from 'react-router';
import { gateway } from '../api/gateway';
import type { NewCase, PacsStudy, Priority } from '../api/types';
import { useText } from '../i18n';
import { useErrorText } from '../ui/states';

const PRIORITIES: Priority[] = ['STAT', 'URGENT', 'ROUTINE'];
const SEXES = ['M', 'F', 'O'] as const;

interface Props {
  studies: PacsStudy[];
  /** A study that has its case need not be asked about again when a later one fails. */
  onSent: (study: PacsStudy) => void;
}

type Question = Pick<NewCase, 'reasonForStudy' | 'relevantClinicalInformation' | 'priority' | 'consultingSiteId'>;

const orderOf = (study: PacsStudy, question: Question): NewCase => ({
  studyInstanceUID: study.studyInstanceUID,
  patientID: study.patientID,
  patientName: study.patientName,
  patientBirthDate: study.patientBirthDate,
  patientSex: SEXES.find((sex) => sex === study.patientSex) ?? '',
  accessionNumber: study.accessionNumber,
  requestedProcedure: study.studyDescription,
  studyDate: study.studyDate,
  ...question,
});

export function RequestForm({ studies, onSent }: Props) {
  const t = useText();
  const errorText = useErrorText();
  const navigate = useNavigate();
  const question = useRef<HTMLTextAreaElement>(null);
  const [missing, setMissing] = useState(false);
  const { data: consulting } = useQuery({ queryKey: ['consulting-sites'], queryFn: gateway.consultingSites, staleTime: Infinity });
  const send = useMutation({
    mutationFn: async (question: Question) => {
      const caseIds: string[] = [];
      for (const study of studies) {
        caseIds.push((await gateway.request(orderOf(study, question))).caseId);
        if (studies.length > 1) onSent(study);
      }
      return caseIds;
    },
    onSuccess: (caseIds) => navigate(caseIds.length === 1 ? `/cases/${caseIds[0]}` : '/requests'),
  });

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const reasonForStudy = text('reasonForStudy');
    setMissing(reasonForStudy === '');
    if (reasonForStudy === '') return question.current?.focus();
    send.mutate({
      reasonForStudy,
      relevantClinicalInformation: text('relevantClinicalInformation'),
      priority: text('priority') as Priority,
      consultingSiteId: text('consultingSiteId'),
    });
  };

  const sites = consulting?.sites ?? [];
  return (
    <form className="card request-form" onSubmit={submit} noValidate>
      <h2>{t('request.stepAsk')}</h2>
      <label className="field">
        {t('request.question')}
        <textarea
          ref={question}
          name="reasonForStudy"
          rows={3}
          autoFocus
          placeholder={t('request.questionHint')}
          aria-invalid={missing || undefined}
          onChange={() => setMissing(false)}
          aria-describedby="question-error"
        />
        <span id="question-error" className="field-error" role="alert">
          {missing && t('request.needQuestion')}
        </span>
      </label>
      <label className="field">
        {t('request.history')}
        <textarea name="relevantClinicalInformation" rows={5} />
      </label>
      <div className="request-row">
        <fieldset className="choices">
          <legend>{t('request.priority')}</legend>
          {PRIORITIES.map((priority) => (
            <label key={priority} className={`choice ${priority}`}>
              <input type="radio" name="priority" value={priority} defaultChecked={priority === 'ROUTINE'} />
              {t(`priority.${priority}`)}
            </label>
          ))}
        </fieldset>
        <label className="field">
          {t('request.site')}
          <select name="consultingSiteId">
            {sites.map(({ siteId, name }) => (
              <option key={siteId} value={siteId}>
                {name}
              </option>
            ))}
          </select>
        </label>
      </div>
      {consulting && sites.length === 0 && <p className="field-error">{t('request.noSites')}</p>}
      {send.error && (
        <p className="field-error" role="alert">
          {errorText(send.error)}
        </p>
      )}
      <div className="actions">
        <button type="submit" className="button primary" disabled={send.isPending || sites.length === 0}>
          {send.isPending ? t('request.sending') : t('request.send')}
        </button>
      </div>
    </form>
  );
}
