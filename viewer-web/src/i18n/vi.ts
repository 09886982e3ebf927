import { admin } from './vi/admin';
import { cases } from './vi/case';
import { common } from './vi/common';
import { lines } from './vi/lines';
import { reading } from './vi/reading';
import { report } from './vi/report';
import { viewer } from './vi/viewer';
import { worklist } from './vi/worklist';

/** Vietnamese comes first: these catalogues, one a room, define the keys that `en` must have. */
export const vi = { ...common, ...cases, ...worklist, ...reading, ...report, ...admin, ...lines, viewer };
