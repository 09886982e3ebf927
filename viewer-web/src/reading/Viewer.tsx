import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { useText } from '../i18n';
import { useShortcuts } from '../ui/shortcuts';
import { Empty, Loading } from '../ui/states';
import type { Pane, PaneState } from './cornerstone/Pane';
import { Dialogs, type DialogName } from './Dialogs';
import type { Measurement } from './measure/measurement';
import { dropTarget, PaneView } from './PaneView';
import { isVolume } from './planes';
import { presetsFor, shifted, type Preset } from './presets';
import { presentationOf, type Presentation } from './presentation';
import { SeriesList } from './SeriesRail';
import type { Series, Study, StudyDocument } from './study';
import { isMeasuring, MEASURE_TOOLS, VIEW_TOOLS, type Tool } from './toolList';
import { Toolbar, type Commands, type Switches } from './Toolbar';
import { useCine } from './useCine';
import { useLinks } from './useLinks';
import { isOn, useMarks, type KeyImage } from './useMarks';
import { useSavedMarks } from './useSavedMarks';
import { useScreen } from './useScreen';
import { useStage } from './useStage';
import './viewer.css';
import './pane.css';

const VolumeArea = lazy(() => import('./VolumeArea'));

interface Props {
  caseId: string;
  study: Study;
  /** Whether marks may be put on the images for good. */
  writable: boolean;
  notices: readonly string[];
}

/** A study on screen: thumbnails, tools and panes. The module that brings Cornerstone into the page. */
export default function Viewer({ caseId, study, writable, notices }: Props) {
  const t = useText();
  const { stage, failed, restored } = useStage();
  const series = study.series;
  const screen = useScreen(series, { rows: 1, columns: 1 });
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

  const { cells, active } = screen;
  const links = useLinks(cells, panes, active, switches.link);
  const current = cells[active];
  const state = states.current[active];
  const frame = current?.frames[state?.index ?? -1];
  const pane = () => panes.current[active];
  const cine = useCine(pane, switches.cine, frame?.dataSet);
  const cuttable = useMemo(() => isVolume(current), [current]);
  const presets = useMemo(() => presetsFor(current?.modality ?? '', state?.colour), [current, state?.colour]);

  useEffect(() => {
    stage?.setTool(isMeasuring(tool) ? undefined : tool);
  }, [stage, tool]);

  const onState = (cell: number, next: PaneState) => {
    states.current[cell] = next;
    links.follow(cell, next);
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
    const cell = Math.max(0, cells.indexOf(home));
    if (cells[cell] !== home) screen.hang(active, home);
    else screen.setActive(cell);
    panes.current[cells[cell] === home ? cell : active]?.scrollTo(index);
  };
  const openDocument = (one: StudyDocument) => {
    const found = one.kind === 'presentation' ? presentationOf(one.dataSet) : undefined;
    const [first] = found?.images ?? [];
    if (!found || !first || !series.some(({ frames }) => frames.some((each) => isOn(first, each)))) return setDocument(one);
    setPresentation(found);
    goTo(first);
  };
  const hangNext = (step: number) => {
    const next = series[(series.indexOf(current as Series) + step + series.length) % series.length];
    if (next) screen.hang(active, next);
  };
  const commands: Commands = {
    rotateRight: () => pane()?.rotate(1),
    rotateLeft: () => pane()?.rotate(-1),
    flipHorizontal: () => pane()?.flip('horizontal'),
    flipVertical: () => pane()?.flip('vertical'),
    invert: () => pane()?.toggleInvert(),
    reset: () => pane()?.reset(),
    keyImage: () => frame && marks.toggleKey(frame),
    attributes: () => frame && setDialog('attributes'),
    measurements: () => setDialog('marks'),
  };

  useShortcuts({
    ArrowUp: () => pane()?.scrollBy(-1),
    ArrowLeft: () => pane()?.scrollBy(-1),
    ArrowDown: () => pane()?.scrollBy(1),
    ArrowRight: () => pane()?.scrollBy(1),
    PageUp: () => pane()?.scrollBy(-10),
    PageDown: () => pane()?.scrollBy(10),
    Home: () => pane()?.scrollTo(0),
    End: () => pane()?.scrollTo(Infinity),
    '+': () => pane()?.zoomBy(1.25),
    '-': () => pane()?.zoomBy(0.8),
    ',': () => hangNext(-1),
    '.': () => hangNext(1),
    '`': () => screen.setActive((active + 1) % cells.length),
    '[': commands.rotateLeft,
    ']': commands.rotateRight,
    h: commands.flipHorizontal,
    v: commands.flipVertical,
    i: commands.invert,
    r: commands.reset,
    k: commands.keyImage,
    f: commands.attributes,
    m: commands.measurements,
    l: () => screen.setLayout({ rows: 1, columns: cells.length === 1 ? 2 : 1 }),
    y: () => toggle('link'),
    j: () => toggle('lines'),
    0: () => toggle('graphics'),
    q: () => toggle('cine'),
    u: () => (cut ? setCut(undefined) : cuttable && !stage?.withoutGraphics && setCut(current)),
    Delete: () => (marks.selected ? marks.remove(marks.selected) : false),
    ...Object.fromEntries([...VIEW_TOOLS, ...MEASURE_TOOLS].map(({ name, key }) => [key, () => setTool(name)])),
    ...Object.fromEntries(presets.map((preset) => [preset.key, () => apply(preset)])),
  }, '[data-own-keys]');

  const rail = (
    <nav className="rail" aria-label={t('reading.series')}>
      <SeriesList
        study={study}
        shown={cells.map((one) => one?.seriesInstanceUID ?? '')}
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
      series={series}
      marks={marks}
      goTo={goTo}
      document={document}
      onDocumentClose={() => setDocument(undefined)}
      studyInstanceUID={study.studyInstanceUID}
      arrow={arrow}
      onArrow={(measurement) => {
        if (measurement?.label) marks.put(measurement);
        else if (arrow && !arrow.label) marks.remove(arrow.id);
        setArrow(undefined);
      }}
    />
  );
  if (series.length === 0) {
    return (
      <>
        <Empty title={t('reading.noImages')} />
        {rail}
        {dialogs}
      </>
    );
  }
  if (failed) return <Empty title={t('reading.viewerFailed')} />;
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
  const volume = cuttable && !stage.withoutGraphics ? { shown: false, onToggle: () => setCut(current) } : undefined;
  const said = [...notices, ...(unsaved ? [t(`viewer.marks.${unsaved}`)] : []), ...(stage.withoutGraphics ? [t('viewer.withoutGraphics')] : []), ...(restored ? [t('viewer.restored')] : [])];
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
        />
        {said.map((words) => (
          <p key={words} className="viewer-notice" role="status">
            {words}
          </p>
        ))}
        <div
          className="panes"
          data-rows={screen.layout.rows}
          style={{
            gridTemplate: `repeat(${screen.layout.rows}, minmax(0, 1fr)) / repeat(${screen.layout.columns}, minmax(0, 1fr))`,
          }}
        >
          {cells.map((one, i) => {
            const drop = (uid: string) => {
              const dropped = series.find(({ seriesInstanceUID }) => seriesInstanceUID === uid);
              if (dropped) screen.hang(i, dropped);
              screen.setActive(i);
            };
            if (!one) {
              return (
                <button key={i} type="button" className="pane pane-empty" data-active={cells.length > 1 && active === i} onClick={() => screen.setActive(i)} {...dropTarget(drop)}>
                  {t('viewer.empty')}
                </button>
              );
            }
            return (
              <PaneView
                key={i}
                number={i + 1}
                stage={stage}
                series={one}
                active={cells.length > 1 && active === i}
                kind={isMeasuring(tool) ? tool : undefined}
                marks={marks}
                graphics={switches.graphics}
                lines={switches.lines ? links.linesIn(i) : []}
                presentation={presentation}
                onActivate={() => screen.setActive(i)}
                onPane={(opened) => (panes.current[i] = opened)}
                onState={(next) => onState(i, next)}
                onArrow={setArrow}
                onDropSeries={drop}
              />
            );
          })}
        </div>
      </div>
      {dialogs}
    </>
  );
}
