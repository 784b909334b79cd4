// What flows from a node to the next: a line in the hue of its kind, with the kind's word on it.

import type { EdgeProps } from '@xyflow/react';
import { memo } from 'react';
import { useTranslations } from 'use-intl';
import { kindColor } from '../ui/kind-icon.tsx';
import { edgeMiddle, edgePath } from './edge-path.ts';
import classes from './flow-edge.module.css';
import type { FlowEdge as FlowEdgeType } from './flow-elements.ts';

/** Pixels of the arrow's head. */
const HEAD = { length: 6, half: 4 };

export const FlowEdge = memo(function FlowEdge(props: EdgeProps<FlowEdgeType>) {
  const t = useTranslations('tasks.kinds');
  const tGraph = useTranslations('graph');
  const { sourceX, sourceY, targetX, targetY, data } = props;
  const { kinds = [], flow, route = [] } = data ?? {};
  const [kind] = kinds;
  const end = { x: targetX, y: targetY - HEAD.length };
  const points = [{ x: sourceX, y: sourceY }, ...route, end];
  const middle = edgeMiddle(points);
  const words = kinds.map((kind) => t(kind)).join(tGraph('separator'));
  return (
    <g
      className={classes.edge}
      data-flow={flow}
      style={{ '--kind': kind === undefined ? 'var(--ink-faint)' : kindColor(kind) }}
    >
      <path className={classes.line} d={edgePath(points)} />
      <path
        className={classes.head}
        d={`M${targetX - HEAD.half},${end.y}h${2 * HEAD.half}L${targetX},${targetY}z`}
      />
      <text className={classes.label} x={middle.x} y={middle.y}>
        {words === '' ? tGraph('after') : words}
      </text>
    </g>
  );
});
