import type { CaseDetail } from '../api/types';
import { useText } from '../i18n';

export function ClinicalQuestion({ c }: { c: CaseDetail }) {
  const t = useText();
  const { reasonForStudy, relevantClinicalInformation, requestingPhysician } = c.order;
  return (
    <section className="question">
      <h2>{t('report.question')}</h2>
      <p className="prose">{reasonForStudy || t('report.none')}</p>
      {relevantClinicalInformation && (
        <>
          <h3>{t('report.history')}</h3>
          <p className="prose">{relevantClinicalInformation}</p>
        </>
      )}
      <p className="sub">
        {[requestingPhysician, c.requestingSite.name].filter(Boolean).join(' · ')}
      </p>
    </section>
  );
}
