import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import type { Prior } from '../api/types';
import { useText } from '../i18n';
import { onShowImage, type ImageLink } from '../report/imageLinks';
import { Empty, Loading } from '../ui/states';
import type { Pane, PaneState } from './stack/Pane';
import { number, TAG } from './dicomJson';
import { Dialogs, type DialogName } from './Dialogs';
import type { HangingRule } from './hanging';
import type { Measurement } from './measure/measurement';
import { PaneGrid } from './PaneGrid';
import { isVolume } from './planes';
import { presetsFor, shifted, type Preset } from './presets';
import { presentationOf, presentationOfView, type Presentation } from './presentation';
import { PriorList } from './PriorList';
import { SeriesList } from './SeriesRail';
import type { Series, Study, StudyDocument } from './study';
import { isMeasuring, type Tool } from './toolList';
import { Toolbar, type Commands, type Switches } from './Toolbar';
import { useCine } from './useCine';
import { useHanging } from './useHanging';
import { useLinks } from './useLinks';
import { imageOf, isOn, useMarks, type KeyImage } from './useMarks';
import { useSavedMarks } from './useSavedMarks';
import { useStage } from './useStage';
import { useViewerKeys } from './useViewerKeys';
import { useVolumes } from './useVolumes';
import './viewer.css';
import './pane.css';

const VolumeArea = lazy(() => import('./VolumeArea'));

interface Props {
  caseId: string;
  study: Study;
  procedure: string;
  priors: readonly Prior[];
  rules: readonly HangingRule[];
  onRules: (rules: HangingRule[]) => void;
  /** Whether marks may be put on the images for good. */
  writable: boolean;
  notices: readonly string[];
}

/** A study on screen: thumbnails, tools and panes. */
export default function Viewer({ caseId, study, procedure, priors, rules, onRules, writable, notices }: Props) {
  const t = useText();
  const stage = useStage();
  const hanging = useHanging({ study, procedure, rules, priors });
  const { screen, series } = hanging;
  const marks = useMarks();
  const unsaved = useSavedMarks(caseId, study, marks, writable);
  const panes = useRef<(Pane | null | undefined)[]>([]);
  const states = useRef<(PaneState | undefined)[]>([]);
  const [, setVersion] = useState('');
  const [tool, setTool] = useState<Tool>('window');
  const [switches, setSwitches] = useState<Switches>({ link: true, lines: true, graphics: true, cine: false });
  const [dialog, setDialog] = useState<DialogName>();
  const [document, setDocument] = useState<StudyDocument>();
  const [presentation, setPresentation] = useState<Presentation>();
  const [cut, setCut] = useState<Series>();
  const [arrow, setArrow] = useState<Measurement>();
  const [opened, setOpened] = useState(false);

  const { active } = screen;
  const cells = useMemo(() => screen.cells.map((cell) => cell.series), [screen.cells]);
  const links = useLinks(cells, panes, active, switches.link);
  const current = cells[active];
  const state = states.current[active];
  const frame = current?.frames[state?.index ?? -1];
  const pane = () => panes.current[active];
  const cine = useCine(pane, switches.cine, frame?.dataSet);
  const isCuttable = useMemo(() => isVolume(current), [current]);
  const canCut = useVolumes(isCuttable, state?.status === 'shown');
  const cuttable = isCuttable && canCut !== false;
  const presets = useMemo(() => presetsFor(current?.modality ?? '', state?.colour), [current, state?.colour]);
  const isPrior = (one: KeyImage) => !study.series.some(({ frames }) => frames.some(({ sopInstanceUID }) => sopInstanceUID === one.sopInstanceUID));
  const onPrior = marks.measurements.some(isPrior);

  useEffect(() => {
    stage?.setTool(isMeasuring(tool) ? undefined : tool);
  }, [stage, tool]);

  const onState = (cell: number, next: PaneState) => {
    states.current[cell] = next;
    links.follow(cell, next);
    if (next.status !== 'loading') setOpened(true);
    // Tools and lines change with these; a window or a zoom concerns only the pane itself.
    setVersion(states.current.map((one) => `${one?.index}${one?.status}${one?.colour}`).join());
  };
  const toggle = (name: keyof Switches) => setSwitches((before) => ({ ...before, [name]: !before[name] }));
  const apply = ({ window }: Preset) => {
    if (window === 'image') pane()?.setWindow(undefined);
    else if (window === 'full') pane()?.setFullWindow();
    else if ('center' in window) pane()?.setWindow(window);
    else if (state?.window) pane()?.setWindow(shifted(states.current[active]?.window ?? state.window, window));
  };
  const goTo = (mark: KeyImage) => {
    const home = series.find((one) => one.frames.some((each) => isOn(mark, each)));
    const index = home?.frames.findIndex((each) => isOn(mark, each)) ?? -1;
    if (!home || index < 0) return;
    const kept = marks.views.find((view) => isOn(view, mark));
    if (kept) setPresentation(presentationOfView(kept));
    const cell = Math.max(0, cells.indexOf(home));
    if (cells[cell] !== home) return screen.hang(active, home, index);
    screen.setActive(cell);
    panes.current[cell]?.scrollTo(index);
  };
  const goToLink = ({ seriesNumber, instanceNumber }: ImageLink) => {
    const home = study.series.find((one) => one.number === seriesNumber);
    const found = home?.frames.find(({ source }) => number(source, TAG.InstanceNumber) === instanceNumber);
    if (found) goTo(found);
  };
  const latestLink = useRef(goToLink);
  useEffect(() => {
    latestLink.current = goToLink;
  });
  useEffect(() => onShowImage((link) => latestLink.current(link)), []);
  const openDocument = (one: StudyDocument) => {
    const found = one.kind === 'presentation' ? presentationOf(one.dataSet) : undefined;
    const [first] = found?.images ?? [];
    if (!found || !first || !series.some(({ frames }) => frames.some((each) => isOn(first, each)))) return setDocument(one);
    goTo(first);
    const drawn = found.isOurs && marks.measurements.some((one) => isOn(one, first));
    setPresentation(drawn ? { ...found, graphics: [], texts: [] } : found);
  };
  const hangNext = (step: number) => {
    const own = study.series;
    const next = own[(own.indexOf(current as Series) + step + own.length) % own.length];
    if (next) screen.hang(active, next);
  };
  const commands: Commands = {
    rotateRight: () => pane()?.rotate(1),
    rotateLeft: () => pane()?.rotate(-1),
    flipHorizontal: () => pane()?.flip('horizontal'),
    flipVertical: () => pane()?.flip('vertical'),
    invert: () => pane()?.toggleInvert(),
    reset: () => [setPresentation(undefined), pane()?.reset()],
    keyImage: () => frame && !isPrior(frame) && marks.toggleKey(frame),
    keepView: () => {
      const appearance = pane()?.appearance;
      if (frame && appearance && !isPrior(frame)) marks.keepView({ ...imageOf(frame), ...appearance });
    },
    attributes: () => frame && setDialog('attributes'),
    measurements: () => setDialog('marks'),
    hanging: () => setDialog('hanging'),
  };

  useViewerKeys({
    pane,
    screen,
    commands,
    presets,
    onPreset: apply,
    onTool: setTool,
    onSwitch: toggle,
    onNextSeries: hangNext,
    onVolume: () => (cut ? setCut(undefined) : cuttable && setCut(current)),
    onDelete: () => Boolean(marks.selected && [marks.remove(marks.selected)]),
  });

  const shown = cells.map((one) => one?.seriesInstanceUID ?? '');
  const rail = (
    <nav className="rail" aria-label={t('reading.series')}>
      <SeriesList
        study={study}
        shown={shown}
        opened={opened}
        onChoose={(one) => screen.hang(active, one)}
        onDocument={openDocument}
      />
      <PriorList
        priors={hanging.priors}
        shown={shown}
        onCompare={hanging.compare}
        onChoose={(one) => screen.hang(active, one)}
        onDocument={openDocument}
      />
    </nav>
  );
  const dialogs = (
    <Dialogs
      open={dialog}
      onClose={() => setDialog(undefined)}
      dataSet={frame?.source}
      caseId={caseId}
      series={series}
      marks={marks}
      goTo={goTo}
      document={document}
      onDocumentClose={() => setDocument(undefined)}
      hanging={{ rules, screen, series: study.series, presets, onSave: (changed) => [onRules(changed), hanging.rehang(changed)] }}
      arrow={arrow}
      onArrow={(measurement) => {
        if (measurement?.label) marks.put(measurement);
        else if (arrow && !arrow.label) marks.remove(arrow.id);
        setArrow(undefined);
      }}
    />
  );
  if (study.series.length === 0) {
    return (
      <>
        <Empty title={t('reading.noImages')} />
        {rail}
        {dialogs}
      </>
    );
  }
  if (!stage) return <Loading label={t('reading.loadingViewer')} />;
  if (cut) {
    return (
      <>
        {rail}
        <Suspense fallback={<Loading label={t('reading.loadingImages')} />}>
          <VolumeArea series={cut} onClose={() => setCut(undefined)} />
        </Suspense>
      </>
    );
  }
  const volume = cuttable ? { shown: false, onToggle: () => setCut(current) } : undefined;
  const said = [...notices, ...(unsaved ? [t(`viewer.marks.${unsaved}`)] : []), ...(onPrior ? [t('viewer.prior.notKept')] : []), ...(isCuttable && !cuttable ? [t('viewer.withoutGraphics')] : [])];
  return (
    <>
      {rail}
      <div className="stage">
        <Toolbar
          tool={tool}
          onTool={setTool}
          presets={presets}
          onPreset={apply}
          commands={commands}
          switches={switches}
          onSwitch={toggle}
          layout={screen.layout}
          onLayout={screen.setLayout}
          cine={{ ...cine, possible: (current?.frames.length ?? 0) > 1 }}
          volume={volume}
          isKey={marks.keys.some((key) => isOn(key, frame))}
          hasView={marks.views.some((view) => isOn(view, frame))}
        />
        {said.map((words) => (
          <p key={words} className="viewer-notice" role="status">
            {words}
          </p>
        ))}
        <PaneGrid
          stage={stage}
          screen={screen}
          series={series}
          tool={tool}
          marks={marks}
          graphics={switches.graphics}
          linesIn={switches.lines ? links.linesIn : undefined}
          presentation={presentation}
          priorDateOf={hanging.priorDateOf}
          emptyWords={hanging.priors.some((one) => one.opened && !one.study && !one.failed) ? t('viewer.prior.opening') : ''}
          onPane={(cell, opened) => (panes.current[cell] = opened)}
          onState={onState}
          onArrow={setArrow}
        />
      </div>
      {dialogs}
    </>
  );
}
