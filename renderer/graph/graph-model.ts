// The graph of a run: what goes in, the tasks, and which kind flows from one to the other. Pure; where
// things stand belongs to layout.ts, how they look to the nodes.

import { claimedKind, type NamedArtefact, type ResourceKind } from '../../shared/media.ts';
import type { Argument, Task, TaskId } from '../../shared/plan.ts';
import { taskEntry } from '../../shared/tasks.ts';

/** A file or an address that tasks take. */
export interface SourceNode {
  readonly id: string;
  readonly type: 'source';
  readonly name: string;
  readonly kind: ResourceKind;
  /** Undefined for an address, and for a file of an earlier request. */
  readonly file: NamedArtefact | undefined;
}

export interface TaskNode {
  readonly id: string;
  readonly type: 'task';
  readonly task: TaskId;
}

export type GraphNode = SourceNode | TaskNode;

export interface GraphEdge {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  /** The task that it leads to. */
  readonly task: TaskId;
  /** What flows; empty where the target only waits for the source's end. */
  readonly kinds: readonly ResourceKind[];
}

export interface TaskGraph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

export function taskNodeId(task: TaskId): string {
  return `task-${task}`;
}

/** Whether a node is a task's, by its id; those of sources begin with another word. */
export function isTaskNodeId(id: string): boolean {
  return id.startsWith('task-');
}

/** What fills a slot, as the id of the node that it comes from. */
interface Inflow {
  readonly from: string;
  readonly kind: ResourceKind | undefined;
}

export function graphOf(tasks: readonly Task[], attachments: readonly NamedArtefact[]): TaskGraph {
  const sources = new Map(attachments.map((file) => [fileId(file.name), attachedNode(file)]));
  const edges: GraphEdge[] = [];
  for (const task of tasks) {
    const inflows = Object.entries(task.arguments).flatMap(([slot, argument]) => {
      const found = inflowsOf(argument, { sources, kind: slotKind(task, slot) });
      return found;
    });
    const waits = task.dependencies.map((id) => ({ from: taskNodeId(id), kind: undefined }));
    for (const [from, several] of Map.groupBy<string, Inflow>(
      [...inflows, ...waits],
      ({ from }) => from,
    )) {
      const target = taskNodeId(task.id);
      const kinds = [...new Set(several.flatMap(({ kind }) => kind ?? []))];
      edges.push({ id: `${from} ${target}`, source: from, target, task: task.id, kinds });
    }
  }
  const nodes = tasks.map(({ id }) => ({ id: taskNodeId(id), type: 'task', task: id }) as const);
  return { nodes: [...sources.values(), ...nodes], edges };
}

interface Surroundings {
  readonly sources: Map<string, SourceNode>;
  /** What the slot prefers, for what does not say what it is. */
  readonly kind: ResourceKind;
}

/** What an argument takes; files and addresses that are new join the sources. */
function inflowsOf(argument: Argument, around: Surroundings): readonly Inflow[] {
  switch (argument.from) {
    case 'literal':
      return [];
    case 'task':
      return [{ from: taskNodeId(argument.task), kind: argument.kind }];
    case 'template':
      return argument.parts.flatMap((part) => inflowsOf(part, around));
    case 'file':
      return [inflowOfSource(fileId(argument.name), argument.name, around)];
    case 'url':
      return [inflowOfSource(`url ${argument.url}`, argument.url, around)];
  }
}

function inflowOfSource(id: string, name: string, { sources, kind }: Surroundings): Inflow {
  const known = sources.get(id);
  const node = known ?? {
    ...{ id, type: 'source', name, file: undefined },
    kind: claimedKind(name) ?? kind,
  };
  sources.set(id, node);
  return { from: id, kind: node.kind };
}

function fileId(name: string): string {
  return `file ${name}`;
}

function attachedNode(file: NamedArtefact): SourceNode {
  const { name, artefact } = file;
  return { id: fileId(name), type: 'source', name, kind: artefact.kind, file };
}

function slotKind(task: Task, slot: string): ResourceKind {
  return taskEntry(task.type).inputs[slot]?.kinds[0] ?? 'text';
}
