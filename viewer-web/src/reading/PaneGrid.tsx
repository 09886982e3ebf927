import { useText } from '../i18n';
import type { Pane, PaneState } from './stack/Pane';
import type { Stage } from './stack/Stage';
import type { Measurement } from './measure/measurement';
import { dropTarget, PaneView } from './PaneView';
import type { Presentation } from './presentation';
import type { Series } from './study';
import { isMeasuring, type Tool } from './toolList';
import type { useLinks } from './useLinks';
import type { Marks } from './useMarks';
import type { Screen } from './useScreen';

interface Props {
  stage: Stage;
  screen: Screen;
  /** Everything that may hang, of this study and its priors. */
  series: readonly Series[];
  tool: Tool;
  marks: Marks;
  graphics: boolean;
  linesIn: ReturnType<typeof useLinks>['linesIn'] | undefined;
  presentation: Presentation | undefined;
  /** Study Date of a series that is a prior's. */
  priorDateOf: (series: Series) => string | undefined;
  /** What an empty pane says. */
  emptyWords: string;
  onPane: (cell: number, pane: Pane | null) => void;
  onState: (cell: number, state: PaneState) => void;
  onArrow: (measurement: Measurement) => void;
}

/** The panes, row by row; a series is dragged into one, or chosen while it is the active one. */
export function PaneGrid({ stage, screen, series, tool, marks, graphics, linesIn, presentation, ...props }: Props) {
  const t = useText();
  const { layout, cells, active } = screen;
  return (
    <div
      className="panes"
      data-rows={layout.rows}
      style={{ gridTemplate: `repeat(${layout.rows}, minmax(0, 1fr)) / repeat(${layout.columns}, minmax(0, 1fr))` }}
    >
      {cells.map((cell, i) => {
        const isActive = cells.length > 1 && active === i;
        const drop = (uid: string) => {
          const dropped = series.find(({ seriesInstanceUID }) => seriesInstanceUID === uid);
          if (dropped) screen.hang(i, dropped);
          screen.setActive(i);
        };
        if (!cell.series) {
          return (
            <button key={i} type="button" className="pane pane-empty" data-active={isActive} onClick={() => screen.setActive(i)} {...dropTarget(drop)}>
              {props.emptyWords || t('viewer.empty')}
            </button>
          );
        }
        return (
          <PaneView
            key={i}
            number={i + 1}
            stage={stage}
            series={cell.series}
            window={cell.window}
            start={cell.index}
            active={isActive}
            kind={isMeasuring(tool) ? tool : undefined}
            marks={marks}
            graphics={graphics}
            lines={linesIn?.(i) ?? []}
            priorDate={props.priorDateOf(cell.series)}
            presentation={presentation}
            onActivate={() => screen.setActive(i)}
            onPane={(opened) => props.onPane(i, opened)}
            onState={(next) => props.onState(i, next)}
            onArrow={props.onArrow}
            onDropSeries={drop}
          />
        );
      })}
    </div>
  );
}
