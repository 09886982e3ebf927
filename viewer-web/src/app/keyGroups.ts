import { useText } from '../i18n';
import { MEASURE_TOOLS, VIEW_TOOLS } from '../reading/toolList';

/** One line of the sheet; a single key is a person's to change. */
export interface KeyEntry {
  key: string;
  meaning: string;
  single: boolean;
}

const single = (key: string, meaning: string): KeyEntry => ({ key, meaning, single: true });
const fixed = (key: string, meaning: string): KeyEntry => ({ key, meaning, single: false });

/** Every key of the pages: what the list, the images and the result listen to. */
export function useKeyGroups(): { title: string; keys: KeyEntry[] }[] {
  const t = useText();
  return [
    { title: t('keys.everywhere'), keys: [single('?', t('keys.help')), single('/', t('keys.search'))] },
    { title: t('keys.list'), keys: [fixed('↑ ↓', t('keys.move')), fixed('Home End', t('keys.listEnds')), fixed('Enter', t('keys.open'))] },
    { title: t('keys.result'), keys: [fixed('Ctrl S', t('keys.save')), fixed('Tab', t('keys.phrase'))] },
    {
      title: t('keys.images'),
      keys: [
        fixed('↑ ↓', t('keys.slice')),
        fixed('PgUp PgDn', t('keys.slice10')),
        fixed('Home End', t('keys.ends')),
        fixed('1 – 9', t('keys.preset')),
        fixed('+ −', t('viewer.tool.zoom')),
        single('i', t('viewer.tool.invert')),
        single('r', t('viewer.tool.reset')),
        single('[', t('viewer.tool.rotateLeft')),
        single(']', t('viewer.tool.rotateRight')),
        single('h', t('viewer.tool.flipHorizontal')),
        single('v', t('viewer.tool.flipVertical')),
        single('l', t('viewer.tool.layout')),
        single('`', t('viewer.tool.next')),
        single('y', t('viewer.tool.link')),
        single('j', t('viewer.tool.lines')),
        single('q', t('viewer.tool.cine')),
        single('0', t('viewer.tool.graphics')),
        single('k', t('viewer.tool.keyImage')),
        single(';', t('viewer.tool.keepView')),
        single('m', t('viewer.tool.measurements')),
        single('f', t('viewer.tool.attributes')),
        single('u', t('viewer.volume.title')),
      ],
    },
    {
      title: t('keys.tools'),
      keys: [...VIEW_TOOLS, ...MEASURE_TOOLS].map(({ name, key }) => single(key, t(`viewer.tool.${name}`))),
    },
  ];
}
