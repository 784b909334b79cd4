// The graph as React Flow draws it. Objects of what did not change stay the same, so that an event
// draws only the task that it speaks of.

import { type Edge, type Node, type NodeHandle, Position } from '@xyflow/react';
import type { NamedArtefact, ResourceKind } from '../../shared/media.ts';
import type { Task, TaskId } from '../../shared/plan.ts';
import type { TaskState } from '../../shared/task-states.ts';
import {
  type GraphEdge,
  type GraphNode,
  graphOf,
  type SourceNode,
  type TaskGraph,
  taskNodeId,
} from './graph-model.ts';
import { type Layout, layoutGraph, NODE_SIZES, type Point } from './layout.ts';

export type TaskFlowNode = Node<{ readonly state: TaskState }, 'task'>;
export type SourceFlowNode = Node<{ readonly source: SourceNode }, 'source'>;
export type FlowNode = TaskFlowNode | SourceFlowNode;

export type FlowEdge = Edge<
  {
    readonly kinds: readonly ResourceKind[];
    /** How far the task is that it leads to. */
    readonly flow: 'ahead' | 'now' | 'past';
    readonly route: readonly Point[];
  },
  'flow'
>;

/** What a screen reader says of a node; other functions where the language changes. */
export interface NodeLabels {
  readonly ofTask: (state: TaskState) => string;
  readonly ofSource: (source: SourceNode) => string;
}

export interface FlowInput {
  readonly tasks: readonly TaskState[];
  readonly attachments: readonly NamedArtefact[];
  readonly selected: TaskId | undefined;
  readonly labels: NodeLabels;
}

export interface Flow {
  readonly graph: TaskGraph;
  readonly layout: Layout;
  readonly nodes: FlowNode[];
  readonly edges: FlowEdge[];
}

/** Remembers what it made last, for one run. */
export function createFlow(): (input: FlowInput) => Flow {
  const structureOf = rememberStructure();
  const keptNode = keep<FlowNode>();
  const keptEdge = keep<FlowEdge>();
  return ({ tasks, attachments, selected, labels }) => {
    const { graph, layout } = structureOf(tasks, attachments);
    const states = new Map(tasks.map((state) => [taskNodeId(state.task.id), state]));
    const stop = states.get(taskNodeId(selected ?? -1)) ?? tasks[0];
    const nodeOf = (node: GraphNode): readonly FlowNode[] => {
      const position = layout.positions.get(node.id) ?? { x: 0, y: 0 };
      if (node.type === 'source') {
        const draw = () => drawSource(node, position, labels);
        return [keptNode(node.id, [node, position, labels], draw)];
      }
      const state = states.get(node.id);
      if (state === undefined) {
        return [];
      }
      const drawing = {
        state,
        position,
        isSelected: node.task === selected,
        isStop: state === stop,
      };
      const key = [...Object.values(drawing), labels];
      return [keptNode(node.id, key, () => drawTask(node.id, drawing, labels))];
    };
    const edgeOf = (edge: GraphEdge): FlowEdge => {
      const flow = flowOf(states.get(edge.target));
      const route = layout.routes.get(edge.id) ?? NO_ROUTE;
      return keptEdge(edge.id, [edge, flow, route], () => drawEdge(edge, flow, route));
    };
    return { graph, layout, nodes: graph.nodes.flatMap(nodeOf), edges: graph.edges.map(edgeOf) };
  };
}

const NO_ROUTE: readonly Point[] = [];

/** Gives what it gave last for an id, until the key is another one. */
function keep<Value>(): (id: string, key: readonly unknown[], make: () => Value) => Value {
  const kept = new Map<string, { readonly key: readonly unknown[]; readonly value: Value }>();
  return (id, key, make) => {
    const known = kept.get(id);
    if (known !== undefined && isSame(known.key, key)) {
      return known.value;
    }
    const value = make();
    kept.set(id, { key, value });
    return value;
  };
}

function rememberStructure(): (
  tasks: readonly TaskState[],
  attachments: readonly NamedArtefact[],
) => Pick<Flow, 'graph' | 'layout'> {
  let planned: readonly Task[] = [];
  let files: readonly NamedArtefact[] = [];
  let structure: Pick<Flow, 'graph' | 'layout'> | undefined;
  return (tasks, attachments) => {
    const plan = tasks.map(({ task }) => task);
    if (structure === undefined || files !== attachments || !isSame(planned, plan)) {
      const graph = graphOf(plan, attachments);
      structure = { graph, layout: layoutGraph(structure?.layout, graph) };
      planned = plan;
      files = attachments;
    }
    return structure;
  };
}

function isSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}

/** Known beforehand, so that nothing is measured and no content moves a node. */
const BOXES = { task: boxOf('task'), source: boxOf('source') };

function boxOf(type: GraphNode['type']) {
  const { width, height } = NODE_SIZES[type];
  const middle = { x: width / 2, width: 0, height: 0 };
  const handles: NodeHandle[] = [
    { ...middle, type: 'target', position: Position.Top, y: 0 },
    { ...middle, type: 'source', position: Position.Bottom, y: height },
  ];
  return { width, height, measured: { width, height }, handles };
}

interface TaskDrawing {
  readonly state: TaskState;
  readonly position: Point;
  readonly isSelected: boolean;
  /** Reached with Tab; the arrow keys lead on from it. */
  readonly isStop: boolean;
}

function drawTask(id: string, drawing: TaskDrawing, labels: NodeLabels): TaskFlowNode {
  const { state, position, isSelected, isStop } = drawing;
  return {
    ...{ id, type: 'task', position, data: { state }, selected: isSelected },
    ...BOXES.task,
    // Not a button: its name leaves out most of what is written in it.
    ariaRole: 'group',
    ariaLabel: labels.ofTask(state),
    domAttributes: {
      // React Flow says "node" in English.
      'aria-roledescription': undefined,
      'aria-current': isSelected,
      tabIndex: isStop ? 0 : -1,
    },
  };
}

function drawSource(source: SourceNode, position: Point, labels: NodeLabels): SourceFlowNode {
  return {
    ...{ id: source.id, type: 'source', position, data: { source } },
    ...BOXES.source,
    ariaRole: 'img',
    ariaLabel: labels.ofSource(source),
    domAttributes: { 'aria-roledescription': undefined },
  };
}

function drawEdge(
  { id, source, target, kinds }: GraphEdge,
  flow: NonNullable<FlowEdge['data']>['flow'],
  route: readonly Point[],
): FlowEdge {
  return {
    ...{ id, source, target, type: 'flow', data: { kinds, flow, route } },
    // The list says in words what the edges show.
    domAttributes: { 'aria-hidden': true, 'aria-roledescription': undefined },
  };
}

function flowOf(target: TaskState | undefined): 'ahead' | 'now' | 'past' {
  if (target?.status === 'running') {
    return 'now';
  }
  return target?.status === 'finished' || target?.status === 'failed' ? 'past' : 'ahead';
}
