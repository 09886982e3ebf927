let possible: boolean | undefined;

/**
 * Whether the browser has the WebGL that volumes need (images are drawn without). Asked once, and not before an image
 * stands: where graphics are emulated the answer takes as long as a first image.
 */
export function canCutVolumes(): boolean {
  if (possible === undefined) {
    const context = document.createElement('canvas').getContext('webgl2');
    context?.getExtension('WEBGL_lose_context')?.loseContext();
    possible = context !== null;
  }
  return possible;
}
