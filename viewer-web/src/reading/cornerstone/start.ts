import * as core from '@cornerstonejs/core';
import * as loader from '@cornerstonejs/dicom-image-loader';
import * as tools from '@cornerstonejs/tools';
import { loadImage } from './loader';
import { providePalettes } from './palette';

export const TOOLS = {
  window: tools.WindowLevelTool,
  zoom: tools.ZoomTool,
  pan: tools.PanTool,
  scroll: tools.StackScrollTool,
  magnify: tools.MagnifyTool,
};

/** A browser gives a page only few, and takes the oldest away without asking; all panes share these. */
const GRAPHICS_CONTEXTS = 1;
const PARALLEL_REQUESTS = 6;
/** Decoding is the slow part of a J2K frame; from three cores on one is left to the page itself. */
export const DECODERS = Math.max(2, Math.min(4, (navigator.hardwareConcurrency || 2) - 1));
const CACHE_BYTES = 1_073_741_824;

let started: Promise<void> | undefined;

async function start(): Promise<void> {
  const usual = core.getConfiguration();
  core.init({ ...usual, rendering: { ...usual.rendering, webGlContextCount: GRAPHICS_CONTEXTS } });
  loader.init({ maxWebWorkers: DECODERS });
  core.imageLoader.registerImageLoader('wadors', loadImage as unknown as core.Types.ImageLoaderFn);
  providePalettes();
  tools.init();
  Object.values(TOOLS).forEach((tool) => tools.addTool(tool));
  core.cache.setMaxCacheSize(CACHE_BYTES);
  for (const type of [core.Enums.RequestType.Interaction, core.Enums.RequestType.Prefetch]) {
    core.imageRetrievalPoolManager.setMaxSimultaneousRequests(type, PARALLEL_REQUESTS);
  }
}

/** Cornerstone is one per page: started with the first stage, kept for the later ones. */
export function startCornerstone(): Promise<void> {
  started ??= start();
  return started;
}
