import * as core from '@cornerstonejs/core';
import * as loader from '@cornerstonejs/dicom-image-loader';
import * as tools from '@cornerstonejs/tools';
import { DECODERS } from '../stack/decoders';
import { loadImage } from './loader';

/** What a hand does to a cut, besides the crosshairs. */
export const TOOLS = [tools.WindowLevelTool, tools.ZoomTool, tools.PanTool, tools.StackScrollTool];

/** A browser gives a page only few, and takes the oldest away without asking; all cuts share these. */
const GRAPHICS_CONTEXTS = 1;
const PARALLEL_REQUESTS = 6;
const CACHE_BYTES = 1_073_741_824;

let started: Promise<void> | undefined;

async function start(): Promise<void> {
  const usual = core.getConfiguration();
  core.init({ ...usual, rendering: { ...usual.rendering, webGlContextCount: GRAPHICS_CONTEXTS } });
  loader.init({ maxWebWorkers: DECODERS });
  core.imageLoader.registerImageLoader('wadors', loadImage as unknown as core.Types.ImageLoaderFn);
  tools.init();
  [...TOOLS, tools.CrosshairsTool].forEach((tool) => tools.addTool(tool));
  core.cache.setMaxCacheSize(CACHE_BYTES);
  for (const type of [core.Enums.RequestType.Interaction, core.Enums.RequestType.Prefetch]) {
    core.imageRetrievalPoolManager.setMaxSimultaneousRequests(type, PARALLEL_REQUESTS);
  }
}

/** Cornerstone is one per page: started with the first volume, kept for the later ones. */
export function startCornerstone(): Promise<void> {
  started ??= start();
  return started;
}
