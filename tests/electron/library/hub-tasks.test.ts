import { PIPELINE_TYPES } from '@huggingface/tasks';
import { expect, test } from 'vitest';
import { HUB_TASK_TYPES } from '../../../electron/experts/hub/registry.ts';
import { ONNX_TASK_TYPES } from '../../../electron/experts/onnx/registry.ts';
import { isControlTask } from '../../../electron/library/diffusion-controls.ts';
import {
  hubFilters,
  hubTasksOf,
  isSearchable,
  servedFor,
} from '../../../electron/library/hub-tasks.ts';
import { HUB_SEARCH_KINDS } from '../../../shared/hub-models.ts';
import { TASK_TYPES, type TaskType } from '../../../shared/tasks.ts';

test('The Hub is searched for what models of this machine do, and for nothing else here', () => {
  // The one model of soft edges has no tag; the catalogue knows it. Control networks are told by files alone.
  const tagged = ONNX_TASK_TYPES.filter((task) => task !== 'hed-control' && !isControlTask(task));
  expect(TASK_TYPES.filter((task) => isSearchable({ kind: 'onnx', task })).sort()).toEqual(
    tagged.sort(),
  );
});

test('The Hub is searched for what hosted inference does, and for nothing else there', () => {
  const hosted = TASK_TYPES.filter((task) => isSearchable({ kind: 'hosted', task }));
  expect(hosted.toSorted()).toEqual([...HUB_TASK_TYPES].sort());
  expect(TASK_TYPES.filter((task) => servedFor(task).length > 0)).toEqual(hosted);
});

test('Only what is built in or has no tag can be searched for nowhere', () => {
  const isNowhere = (task: TaskType) =>
    !HUB_SEARCH_KINDS.some((kind) => isSearchable({ kind, task }));
  expect(TASK_TYPES.filter(isNowhere)).toEqual([
    ...['canny-control', 'hed-control', 'mlsd-control'],
  ]);
});

test('Each question names a task of the Hub or a tag', () => {
  for (const task of TASK_TYPES) {
    for (const kind of HUB_SEARCH_KINDS) {
      for (const { pipeline, tags = [] } of hubFilters({ kind, task })) {
        expect([...tags, ...PIPELINE_TYPES.filter((type) => type === pipeline)]).not.toEqual([]);
      }
    }
  }
});

test.each([
  ['here', { pipelineTag: 'image-text-to-text', isOnnx: true }, ['visual-question-answering']],
  [
    'hosted',
    { pipelineTag: 'image-text-to-text', served: ['conversational'] },
    [
      ...['conversational', 'image-to-text', 'visual-question-answering'],
      'document-question-answering',
    ],
  ],
  ['hosted for another task', { pipelineTag: 'translation', served: ['conversational'] }, []],
  ['nowhere', { pipelineTag: 'text-to-video' }, ['text-to-video']],
  [
    'in two ways',
    { pipelineTag: 'summarization', isOnnx: true, served: ['summarization'] },
    ['summarization'],
  ],
  [
    'hosted, after what it keeps',
    { id: 'acme/FLUX.1-Canny-dev', pipelineTag: 'image-to-image', served: ['image-to-image'] },
    ['image-to-image', 'canny-text-to-image'],
  ],
  ['by no tag', { pipelineTag: undefined, isOnnx: true }, []],
])('What a model does %s is told by its tags', (_, facts, tasks) => {
  expect(hubTasksOf({ id: 'acme/x', tags: [], isOnnx: false, served: [], ...facts })).toEqual(
    tasks,
  );
});
