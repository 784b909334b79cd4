// What is being dragged over the window, by kind. Before the drop a browser tells the types of files,
// not their names.

import { RESOURCE_KINDS, type ResourceKind } from '../../shared/media.ts';

const DROPPED_KINDS = [...RESOURCE_KINDS, 'other'] as const;
export type DroppedKind = (typeof DROPPED_KINDS)[number];

interface DraggedItem {
  readonly kind: string;
  /** A MIME type, empty where the system knows none. */
  readonly type: string;
}

/** How many of each kind there are, those that there are none of left out. */
export function droppedKinds(
  items: Iterable<DraggedItem>,
): readonly { readonly kind: DroppedKind; readonly count: number }[] {
  const kinds = [...items].filter(({ kind }) => kind === 'file').map(({ type }) => kindOf(type));
  return DROPPED_KINDS.flatMap((kind) => {
    const count = kinds.filter((one) => one === kind).length;
    return count > 0 ? [{ kind, count }] : [];
  });
}

const TABLES: ReadonlySet<string> = new Set(['text/csv', 'text/tab-separated-values']);

function kindOf(mime: string): DroppedKind {
  if (TABLES.has(mime)) {
    return 'table';
  }
  const family = mime.split('/')[0] ?? '';
  return isResourceKind(family) ? family : 'other';
}

function isResourceKind(name: string): name is Exclude<ResourceKind, 'table'> {
  return name !== 'table' && RESOURCE_KINDS.some((kind) => kind === name);
}
