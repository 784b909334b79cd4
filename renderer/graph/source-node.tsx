// A file or an address that tasks take, in the graph.

import type { NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { previewUrl } from '../api/upload.ts';
import { KindIcon, kindColor } from '../ui/kind-icon.tsx';
import type { SourceFlowNode } from './flow-elements.ts';
import { NodePorts } from './node-ports.tsx';
import classes from './source-node.module.css';

/** Pixels of a thumbnail, for screens with two pixels to one. */
const THUMBNAIL = 64;

export const SourceNode = memo(function SourceNode({
  data: { source },
}: NodeProps<SourceFlowNode>) {
  const { name, kind, file } = source;
  return (
    <div className={classes.source} style={{ '--kind': kindColor(kind) }} title={name}>
      {kind === 'image' && file !== undefined ? (
        <img
          className={classes.thumbnail}
          src={previewUrl(file, THUMBNAIL)}
          alt=""
          loading="lazy"
        />
      ) : (
        <KindIcon kind={kind} size={20} />
      )}
      <span className={classes.name}>{name}</span>
      <NodePorts />
    </div>
  );
});
