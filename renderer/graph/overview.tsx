// A large graph from very far away: a few shapes in place of thousands of elements, which would all
// follow each movement. What can't be read here anyway is left out.

import { ViewportPortal } from '@xyflow/react';
import { memo, useMemo } from 'react';
import { kindColor } from '../ui/kind-icon.tsx';
import type { Flow } from './flow-elements.ts';
import classes from './overview.module.css';
import { edgeShapes, nodeShapes } from './overview-shapes.ts';

/** Below this zoom a node is too small for a name. */
export const VERY_FAR = 0.25;

export const Overview = memo(function Overview(flow: Flow) {
  const { nodes, edges, layout } = flow;
  const lines = useMemo(() => edgeShapes(edges, layout), [edges, layout]);
  const boxes = useMemo(() => nodeShapes(nodes), [nodes]);
  return (
    <ViewportPortal>
      <svg className={classes.overview} width={1} height={1} aria-hidden="true">
        {lines.map(({ kind, path }) => (
          <path
            key={kind ?? ''}
            className={classes.line}
            style={{ '--kind': kind === undefined ? 'var(--ink-faint)' : kindColor(kind) }}
            d={path}
          />
        ))}
        {boxes.map(({ look, path }) => (
          <path key={look} className={classes.box} data-look={look} d={path} />
        ))}
      </svg>
    </ViewportPortal>
  );
});
