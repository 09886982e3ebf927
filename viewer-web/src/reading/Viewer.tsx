import { useEffect, useMemo, useRef, useState } from 'react';
import { useText } from '../i18n';
import { useShortcuts } from '../ui/shortcuts';
import { Empty, Loading } from '../ui/states';
import { Stage, type ToolName } from './cornerstone/Stage';
import type { Pane } from './cornerstone/Pane';
import { PaneView } from './PaneView';
import { presetsFor, type Preset } from './presets';
import { SeriesRail } from './SeriesRail';
import type { Study } from './study';
import { Toolbar } from './Toolbar';

const MAX_PANES = 2;

/** A study on screen: thumbnails, tools and one or two panes. The module that brings Cornerstone into the page. */
export default function Viewer({ study }: { study: Study }) {
  const t = useText();
  const [stage, failed] = useStage();
  const panes = useRef<(Pane | null)[]>([]);
  const [columns, setColumns] = useState(1);
  const [active, setActive] = useState(0);
  const [tool, setTool] = useState<ToolName>('window');
  // The series in each pane: the first ones of the study to begin with.
  const [shown, setShown] = useState(() => Array.from({ length: MAX_PANES }, (_, i) => Math.min(i, study.series.length - 1)));

  const presets = useMemo(() => presetsFor(study.series[shown[active] ?? 0]?.modality ?? ''), [study, shown, active]);
  const pane = () => panes.current[active];
  const chooseTool = (name: ToolName) => {
    setTool(name);
    stage?.setTool(name);
  };
  const toggleLayout = () => {
    setColumns(columns === 1 ? MAX_PANES : 1);
    if (columns > 1) setActive(0);
  };
  const apply = (preset: Preset | undefined) => preset && pane()?.setWindow(preset.window);

  useShortcuts({
    ArrowUp: () => pane()?.scrollBy(-1),
    ArrowLeft: () => pane()?.scrollBy(-1),
    ArrowDown: () => pane()?.scrollBy(1),
    ArrowRight: () => pane()?.scrollBy(1),
    PageUp: () => pane()?.scrollBy(-10),
    PageDown: () => pane()?.scrollBy(10),
    Home: () => pane()?.scrollTo(0),
    End: () => pane()?.scrollTo(Infinity),
    w: () => chooseTool('window'),
    z: () => chooseTool('zoom'),
    p: () => chooseTool('pan'),
    s: () => chooseTool('scroll'),
    i: () => pane()?.toggleInvert(),
    r: () => pane()?.reset(),
    l: toggleLayout,
    ...Object.fromEntries(presets.map((preset) => [preset.key, () => apply(preset)])),
  }, '[data-own-keys]');

  if (study.series.length === 0) {
    return (
      <>
        <Empty title={t('reading.noImages')} />
        <SeriesRail study={study} shown={[]} onChoose={() => undefined} />
      </>
    );
  }
  if (failed) return <Empty title={t('reading.viewerFailed')} />;
  if (!stage) return <Loading label={t('reading.loadingViewer')} />;
  return (
    <>
      <SeriesRail
        study={study}
        shown={shown.slice(0, columns)}
        onChoose={(series) => setShown(shown.map((one, i) => (i === active ? series : one)))}
      />
      <div className="stage">
        <Toolbar
          tool={tool}
          onTool={chooseTool}
          presets={presets}
          onPreset={apply}
          onInvert={() => pane()?.toggleInvert()}
          onReset={() => pane()?.reset()}
          columns={columns}
          onLayout={toggleLayout}
        />
        <div className="panes" data-columns={columns}>
          {shown.slice(0, columns).map((seriesIndex, i) => {
            const series = study.series[seriesIndex];
            return (
              series && (
                <PaneView
                  key={i}
                  number={i + 1}
                  stage={stage}
                  series={series}
                  active={columns > 1 && active === i}
                  onActivate={() => setActive(i)}
                  onPane={(opened) => (panes.current[i] = opened)}
                />
              )
            );
          })}
        </div>
      </div>
    </>
  );
}

/** A stage for as long as the component lives. */
function useStage(): [Stage | null, boolean] {
  const [stage, setStage] = useState<Stage | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let gone = false;
    let opened: Stage | null = null;
    Stage.open().then(
      (fresh) => {
        opened = fresh;
        if (gone) fresh.close();
        else setStage(fresh);
      },
      () => setFailed(true),
    );
    return () => {
      gone = true;
      opened?.close();
      setStage(null);
    };
  }, []);
  return [stage, failed];
}
