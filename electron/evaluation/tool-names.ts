// What the tasks of a plan are called in TaskBench's Hugging Face domain, and a plan in those names.

import type { Plan, Task } from '../../shared/plan.ts';
import type { TaskType } from '../../shared/tasks.ts';

/** Tool names in order, and which feeds which, by name. */
export interface NamedPlan {
  readonly nodes: readonly string[];
  readonly edges: readonly (readonly [source: string, target: string])[];
}

/** The domain's tools. A name outside this list is invented. */
export const TOOL_NAMES: ReadonlySet<string> = new Set([
  'Token Classification',
  'Translation',
  'Summarization',
  'Question Answering',
  'Conversational',
  'Text Generation',
  'Sentence Similarity',
  'Tabular Classification',
  'Object Detection',
  'Image Classification',
  'Image-to-Image',
  'Image Editing',
  'Image-to-Text',
  'Text-to-Image',
  'Text-to-Video',
  'Visual Question Answering',
  'Document Question Answering',
  'Image Segmentation',
  'Depth Estimation',
  'Text-to-Speech',
  'Automatic Speech Recognition',
  'Audio-to-Audio',
  'Audio Classification',
]);

/** Task types that stand for a tool of another name. Those without one keep theirs and count as invented. */
const TOOL_OF: Readonly<Partial<Record<TaskType, string>>> = {
  'text-classification': 'Token Classification',
  'text2text-generation': 'Text Generation',
  'image-to-text': 'Image-to-Text',
  'text-to-image': 'Text-to-Image',
  'text-to-video': 'Text-to-Video',
  'text-to-speech': 'Text-to-Speech',
  'audio-to-audio': 'Audio-to-Audio',
};

/** The tool that a task stands for; image-to-image is Image Editing where a text says what to change. */
export function toolName(task: Task): string {
  if (task.type === 'image-to-image') {
    return task.arguments.text === undefined ? 'Image-to-Image' : 'Image Editing';
  }
  return TOOL_OF[task.type] ?? titleCase(task.type);
}

function titleCase(type: string): string {
  return type
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');
}

/** A compiled plan in tool names; its edges are its tasks' dependencies. */
export function namePlan(plan: Plan): NamedPlan {
  const names = new Map(plan.map((task) => [task.id, toolName(task)] as const));
  return {
    nodes: plan.map(toolName),
    edges: plan.flatMap((task) =>
      task.dependencies.flatMap((id) => {
        const source = names.get(id);
        return source === undefined ? [] : [[source, toolName(task)] as const];
      }),
    ),
  };
}
