import type { ReactNode } from 'react';
import { PanIcon, ScrollIcon, WindowIcon, ZoomIcon } from '../ui/icons';
import type { ToolName } from './stack/gestures';
import {
  AngleIcon, ArrowIcon, BidirectionalIcon, CobbIcon, EllipseIcon, HeartIcon, LengthIcon, MagnifyIcon, ProbeIcon, RectangleIcon,
} from './icons';
import type { MeasurementKind } from './measure/measurement';

export type Tool = ToolName | MeasurementKind;

interface ToolEntry<T> {
  name: T;
  key: string;
  icon: ReactNode;
}

export const VIEW_TOOLS: ToolEntry<ToolName>[] = [
  { name: 'window', key: 'w', icon: <WindowIcon /> },
  { name: 'zoom', key: 'z', icon: <ZoomIcon /> },
  { name: 'pan', key: 'p', icon: <PanIcon /> },
  { name: 'scroll', key: 's', icon: <ScrollIcon /> },
  { name: 'magnify', key: 'g', icon: <MagnifyIcon /> },
];

export const MEASURE_TOOLS: ToolEntry<MeasurementKind>[] = [
  { name: 'length', key: 'd', icon: <LengthIcon /> },
  { name: 'bidirectional', key: 'b', icon: <BidirectionalIcon /> },
  { name: 'angle', key: 'a', icon: <AngleIcon /> },
  { name: 'cobb', key: 'c', icon: <CobbIcon /> },
  { name: 'ellipse', key: 'e', icon: <EllipseIcon /> },
  { name: 'rectangle', key: 'o', icon: <RectangleIcon /> },
  { name: 'probe', key: 't', icon: <ProbeIcon /> },
  { name: 'arrow', key: 'n', icon: <ArrowIcon /> },
  { name: 'cardiothoracic', key: 'x', icon: <HeartIcon /> },
];

export const isMeasuring = (tool: Tool): tool is MeasurementKind => MEASURE_TOOLS.some(({ name }) => name === tool);
