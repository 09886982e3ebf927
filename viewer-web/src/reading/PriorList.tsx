import { useText } from '../i18n';
import { formatDay } from '../ui/clock';
import { DocumentIcon } from '../ui/icons';
import { SeriesList } from './SeriesRail';
import type { Series, StudyDocument } from './study';
import type { PriorState } from './usePriors';

interface Props {
  priors: readonly PriorState[];
  shown: readonly string[];
  /** The prior is to be seen beside what is read. */
  onCompare: (prior: PriorState) => void;
  onChoose: (series: Series) => void;
  onDocument: (document: StudyDocument) => void;
}

/** What else the archive has of the patient, the latest first; an opened one with its series. */
export function PriorList({ priors, shown, onCompare, onChoose, onDocument }: Props) {
  const t = useText();
  if (priors.length === 0) return null;
  return (
    <div className="rail-documents rail-priors">
      <h2>{t('viewer.prior.title', { count: priors.length })}</h2>
      <ul>
        {priors.map((one) => (
          <li key={one.prior.studyInstanceUID}>
            <button
              type="button"
              className="rail-document"
              data-prior={one.prior.studyInstanceUID}
              aria-expanded={one.opened}
              title={t('viewer.prior.compare')}
              onClick={() => onCompare(one)}
            >
              <DocumentIcon />
              <span>
                <b>{formatDay(one.prior.studyDate) || t('viewer.prior.noDate')}</b>
                <span className="sub">{[one.prior.modalities.join(', '), one.prior.studyDescription].filter(Boolean).join(' · ')}</span>
                {!one.prior.samePatientID && <span className="rail-caution">{t('viewer.prior.otherID', { id: one.prior.patientID })}</span>}
              </span>
            </button>
            {one.opened && !one.study && (
              <p className="sub" role={one.failed ? 'alert' : 'status'}>
                {t(one.failed ? 'viewer.prior.failed' : 'viewer.prior.opening')}
              </p>
            )}
            {one.study && <SeriesList study={one.study} shown={shown} opened onChoose={onChoose} onDocument={onDocument} />}
          </li>
        ))}
      </ul>
    </div>
  );
}
