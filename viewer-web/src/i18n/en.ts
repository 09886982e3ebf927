import { admin } from './en/admin';
import { cases } from './en/case';
import { common } from './en/common';
import { lines } from './en/lines';
import { reading } from './en/reading';
import { report } from './en/report';
import { viewer } from './en/viewer';
import { worklist } from './en/worklist';
import type { English } from './en/english';
import type { vi } from './vi';

export const en: English<typeof vi> = { ...common, ...cases, ...worklist, ...reading, ...report, ...admin, ...lines, viewer };
