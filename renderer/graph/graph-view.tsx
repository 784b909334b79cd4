// The tasks of a run as a graph that can be moved, zoomed and walked through with the arrow keys.

import '@xyflow/react/dist/base.css';
import { ReactFlow } from '@xyflow/react';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { NamedArtefact } from '../../shared/media.ts';
import type { TaskId } from '../../shared/plan.ts';
import type { TaskState } from '../../shared/task-states.ts';
import { useTextScale } from '../state/preferences.ts';
import { FlowEdge } from './flow-edge.tsx';
import {
  createFlow,
  type Flow,
  type FlowEdge as FlowEdgeType,
  type FlowNode,
} from './flow-elements.ts';
import { GraphControls } from './graph-controls.tsx';
import { taskNodeId } from './graph-model.ts';
import classes from './graph-view.module.css';
import { nearbyOf, regionAround, regionFor } from './nearby.ts';
import { DIRECTIONS, neighbourOf, taskAt } from './neighbours.ts';
import { Overview, VERY_FAR } from './overview.tsx';
import type { Selection } from './selection.ts';
import { SourceNode } from './source-node.tsx';
import { FAR, TaskNode } from './task-node.tsx';
import { type Camera, useCamera } from './use-camera.ts';
import { useNodeLabels } from './use-task-words.ts';
import { boundsOf, fitReadable, type Rectangle, type Viewport } from './viewport.ts';

const NODE_TYPES = { task: TaskNode, source: SourceNode };
const EDGE_TYPES = { flow: FlowEdge };
const NO_EDGES: FlowEdgeType[] = [];

/** What can be told from how far away. */
type Distance = 'near' | 'far' | 'very-far';

/** @param zoom as it would be with text of the usual size */
function distanceAt(zoom: number): Distance {
  return zoom < VERY_FAR ? 'very-far' : zoom < FAR ? 'far' : 'near';
}

/** The one node that Tab leads to is there even where the others are only shapes. */
function isStop({ domAttributes }: FlowNode): boolean {
  return domAttributes?.tabIndex === 0;
}

/** What React Flow does by itself and this graph does not want. */
const FIXED = {
  nodesDraggable: false,
  nodesConnectable: false,
  nodesFocusable: false,
  edgesFocusable: false,
  elementsSelectable: false,
  disableKeyboardA11y: true,
  zoomOnDoubleClick: false,
  deleteKeyCode: null,
  selectionKeyCode: null,
  multiSelectionKeyCode: null,
  panActivationKeyCode: null,
} as const;

export interface ViewProps {
  readonly tasks: readonly TaskState[];
  readonly attachments: readonly NamedArtefact[];
  readonly selection: Selection;
}

export function GraphView({ tasks, attachments, selection }: ViewProps) {
  const t = useTranslations('graph');
  const [flowOf] = useState(createFlow);
  const labels = useNodeLabels();
  const { selected } = selection;
  const flow = flowOf({ tasks, attachments, selected, labels });
  const camera = useCamera(flow, selected);
  const { size } = camera;
  const keys = useGraphKeys(flow, { selection, camera });
  const start = useMemo(
    () => size && fitReadable(boundsOf(flow.layout), size),
    [size, flow.layout],
  );
  const [moved, setMoved] = useState<Distance>();
  const scale = useTextScale();
  const distance = moved ?? distanceAt((start?.zoom ?? scale) / scale);
  const isVeryFar = distance === 'very-far';
  const [region, setRegion] = useState<Rectangle>();
  const around = region ?? (start && size && regionAround(start, size));
  const near = useMemo(() => around && nearbyOf(flow, around), [flow, around]);
  const onMove = (viewport: Viewport) => {
    setMoved(distanceAt(viewport.zoom / scale));
    if (around !== undefined && size !== undefined) {
      setRegion(regionFor(around, viewport, size));
    }
  };
  return (
    <section
      className={classes.view}
      aria-label={t('canvas')}
      ref={keys.ref}
      onKeyDown={keys.onKeyDown}
    >
      <div className={classes.canvas} ref={camera.setElement} data-far={distance !== 'near'}>
        {start !== undefined && near !== undefined && (
          <ReactFlow
            {...FIXED}
            nodes={isVeryFar ? flow.nodes.filter(isStop) : near.nodes}
            edges={isVeryFar ? NO_EDGES : near.edges}
            nodeTypes={NODE_TYPES}
            edgeTypes={EDGE_TYPES}
            defaultViewport={start}
            minZoom={0.05}
            maxZoom={1.5 * scale}
            panOnScroll
            attributionPosition="bottom-left"
            onlyRenderVisibleElements
            onInit={camera.setInstance}
            onMove={(_, viewport) => onMove(viewport)}
            onMoveStart={(event) => event !== null && camera.onTouched()}
            onPaneClick={({ clientX, clientY }) => {
              const task = isVeryFar ? taskAt(camera.pointAt(clientX, clientY), flow) : undefined;
              if (task !== undefined) {
                camera.approach(task);
                selection.open(task);
              }
            }}
            onNodeClick={(_, node: FlowNode) => {
              if (node.type === 'task') {
                selection.open(node.data.state.task.id);
              }
            }}
          >
            {isVeryFar && <Overview {...flow} />}
          </ReactFlow>
        )}
      </div>
      <GraphControls camera={camera} />
    </section>
  );
}

interface KeyOptions {
  readonly selection: Selection;
  readonly camera: Camera;
}

/** Arrows, Enter and the keys that zoom; the task that they lead to gets the focus. */
function useGraphKeys(flow: Flow, { selection, camera }: KeyOptions) {
  const ref = useRef<HTMLElement>(null);
  const { selected, select, open, close } = selection;
  const goingTo = useRef<TaskId>(undefined);
  useEffect(() => {
    if (goingTo.current !== undefined && goingTo.current === selected) {
      const node = ref.current?.querySelector<HTMLElement>(`[data-id="${taskNodeId(selected)}"]`);
      node?.focus({ preventScroll: true });
      goingTo.current = undefined;
    }
  }, [selected]);
  const walk = (key: keyof typeof DIRECTIONS, from: TaskId) => {
    const next = neighbourOf(from, DIRECTIONS[key], flow);
    if (next !== undefined) {
      goingTo.current = next;
      camera.show(next);
      select(next);
    }
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const focused = taskIn(event.target, flow.nodes);
    const { key } = event;
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    if (focused !== undefined && isArrow(key)) {
      walk(key, focused);
    } else if (focused !== undefined && (key === 'Enter' || key === ' ')) {
      open(focused, 'keys');
    } else if (key === 'Escape' && selection.isOpen) {
      close();
    } else if (key === 'f' || key === 'F') {
      camera.showAll();
    } else if (key === '+' || key === '=') {
      camera.zoomIn();
    } else if (key === '-') {
      camera.zoomOut();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };
  return { ref, onKeyDown };
}

function isArrow(key: string): key is keyof typeof DIRECTIONS {
  return Object.hasOwn(DIRECTIONS, key);
}

/** The task whose node has the focus. */
function taskIn(target: EventTarget, nodes: readonly FlowNode[]): TaskId | undefined {
  const id = target instanceof HTMLElement ? target.dataset.id : undefined;
  const node = id === undefined ? undefined : nodes.find((node) => node.id === id);
  return node?.type === 'task' ? node.data.state.task.id : undefined;
}
