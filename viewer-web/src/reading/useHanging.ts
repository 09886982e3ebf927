import { useEffect, useMemo, useRef } from 'react';
import type { Prior } from '../api/types';
import { counterpart, hang, priorFor, ruleFor, wantsPrior, type HangingRule } from './hanging';
import { useMedia } from '../ui/media';
import type { Series, Study } from './study';
import { usePriors, type PriorState } from './usePriors';
import { useScreen, type Hanging } from './useScreen';

/** What a reader has set up, and what there is to hang. */
export interface ToHang {
  study: Study;
  /** As the order names it. */
  procedure: string;
  rules: readonly HangingRule[];
  priors: readonly Prior[];
}

/** The screen as the reader's rules hang it, with a prior beside the study as soon as it is here. */
export function useHanging({ study, procedure, rules, priors }: ToHang) {
  const rule = ruleFor(rules, study, procedure);
  const compared = useRef(wantsPrior(rule) ? priorFor(priors, study, procedure) : undefined);
  const { states, open } = usePriors(priors, compared.current);
  const here = states.map((one) => one.study?.studyInstanceUID).join();
  const series: Series[] = useMemo(() => [...study.series, ...states.flatMap((one) => one.study?.series ?? [])], [study, here]);
  const narrow = useMedia('(max-width: 860px)');
  // Two images beside each other would be too small to see on a telephone; the second is a layout away.
  const fitting = (hanging: Hanging): Hanging => (narrow ? { ...hanging, layout: { rows: 1, columns: 1 } } : hanging);
  const screen = useScreen(series, () => fitting(hang(rule, study, compared.current && 'awaited')));
  const beside = useRef<string>(undefined);

  const awaited = states.find(({ prior }) => prior.studyInstanceUID === compared.current?.studyInstanceUID);
  const arrived = awaited?.study;
  const given = awaited?.failed;
  useEffect(() => {
    if (arrived) screen.fill(hang(rule, study, arrived));
    else if (given) screen.hangAll(fitting(hang(rule, study, undefined)));
    // Once, when the prior is here or known not to come: what the reader hangs afterwards stays.
  }, [arrived, given]);

  const showBeside = (prior: Study) => {
    const { cells, active } = screen;
    const read = cells[active]?.series;
    const own = read?.studyInstanceUID === study.studyInstanceUID ? read : study.series[0];
    const other = own && (counterpart(own, prior.series) ?? prior.series[0]);
    if (!other) return;
    const taken = cells.findIndex(({ series: one }) => one && one.studyInstanceUID !== study.studyInstanceUID);
    if (cells.length === 1) screen.setLayout({ rows: 1, columns: 2 });
    screen.hang(cells.length === 1 ? 1 : taken >= 0 ? taken : (active + 1) % cells.length, other);
  };
  const compare = ({ prior, study: known }: PriorState) => {
    if (known) return showBeside(known);
    beside.current = prior.studyInstanceUID;
    open(prior.studyInstanceUID);
  };
  const opened = states.find(({ prior }) => prior.studyInstanceUID === beside.current)?.study;
  useEffect(() => {
    if (!opened) return;
    beside.current = undefined;
    showBeside(opened);
  }, [opened]);

  const priorDateOf = ({ studyInstanceUID }: Series) =>
    states.find(({ prior }) => prior.studyInstanceUID === studyInstanceUID)?.prior.studyDate;
  const rehang = (changed: readonly HangingRule[]) => screen.hangAll(fitting(hang(ruleFor(changed, study, procedure), study, arrived)));
  return { screen, series, priors: states, compare, priorDateOf, rehang };
}
