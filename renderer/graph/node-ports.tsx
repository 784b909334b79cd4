// Where edges meet a node. React Flow measures elements with these classes; its own Handle does the same
// but follows every movement of the graph, which a thousand nodes would feel.

import { Position } from '@xyflow/react';
import classes from './node-ports.module.css';

export function NodePorts() {
  return (
    <>
      <i className={`target ${classes.top}`} data-handlepos={Position.Top} />
      <i className={`source ${classes.bottom}`} data-handlepos={Position.Bottom} />
    </>
  );
}
