import { items, TAG, type DataSet } from './dicomJson';

/**
 * The data set as it holds for one frame: what the shared and the frame's own functional groups say stands where a
 * single-frame image has it (PS3.3 C.7.6.16). Other data sets are returned as they are.
 */
export function frameDataSet(dataSet: DataSet, frameIndex: number): DataSet {
  const shared = items(dataSet, TAG.SharedFunctionalGroupsSequence)[0];
  const own = items(dataSet, TAG.PerFrameFunctionalGroupsSequence)[frameIndex];
  if (!shared && !own) return dataSet;
  return Object.assign({}, dataSet, ...groups(shared), ...groups(own)) as DataSet;
}

/** Each group is a sequence of one item, the attributes themselves. */
function groups(macro: DataSet | undefined): DataSet[] {
  return Object.keys(macro ?? {}).flatMap((tag) => items(macro ?? {}, tag).slice(0, 1));
}
