// The compiler on plans as controllers really write them, one point of its task after another.

import { describe, expect, it } from 'vitest';
import { compilePlan } from '../../../../electron/pipeline/planning/compile.ts';
import { printPlan } from '../../../../electron/pipeline/planning/print.ts';
import type { KnownFile, WireTask } from '../../../../shared/plan.ts';

const FILES: readonly KnownFile[] = [
  { name: 'cat.png', kind: 'image' },
  { name: 'photos/Beach.JPG', kind: 'image' },
  { name: 'talk.wav', kind: 'audio' },
  { name: 'notes.txt', kind: 'text' },
  { name: 'sales.csv', kind: 'table' },
];

/** The wire form of what the text compiles to, and the codes of its repairs. */
function compiled(written: unknown, files = FILES): { wire: WireTask[]; repairs: string[] } {
  const text = typeof written === 'string' ? written : JSON.stringify(written);
  const result = compilePlan(text, files);
  if (!result.ok) {
    throw new Error(`Refused: ${JSON.stringify(result.problems)}`);
  }
  return { wire: printPlan(result.plan), repairs: result.repairs.map(({ code }) => code) };
}

function problems(written: unknown, files = FILES): string[] {
  const text = typeof written === 'string' ? written : JSON.stringify(written);
  const result = compilePlan(text, files);
  return result.ok ? [] : result.problems.map(({ code }) => code);
}

const read = { task: 'image-to-text', id: 0, dep: [-1], args: { image: 'cat.png' } };
const speak = { task: 'text-to-speech', id: 1, dep: [0], args: { text: '<resource>-0' } };
const plan: readonly WireTask[] = [read, speak];
const PLAN = JSON.stringify(plan);

describe('Extraction', () => {
  it('takes the plan out of prose and code fences', () => {
    const text = `Sure, it's easy [1]:\n\`\`\`json\n${PLAN}\n\`\`\`\nAnything else?`;
    expect(compiled(text)).toEqual({ wire: plan, repairs: ['TAKEN_OUT'] });
  });

  it('takes the last of several plans, and the whole one before a cut one', () => {
    const draft = JSON.stringify([{ ...read, args: { image: 'photos/Beach.JPG' } }]);
    expect(compiled(`First ${draft}. No: ${PLAN}`).wire).toEqual(plan);
    expect(compiled(`${PLAN} or ${draft.slice(0, -12)}`).wire).toEqual(plan);
    expect(compiled(`First ${draft}. No: ${PLAN}`).repairs).toContain('LAST_TAKEN');
  });

  it('puts steps that stand apart in prose into one plan', () => {
    const text = `1. ${JSON.stringify(read)}\nThen we speak:\n2. ${JSON.stringify(speak)}`;
    expect(compiled(text).wire).toEqual(plan);
  });

  it('does not take a splinter of a plan that it cannot read', () => {
    const text = `[{"task": "image-to-text", "id": 0, "dep": 0, 1], "args": 3 4}]\n${JSON.stringify(speak)}`;
    expect(problems(text)).toEqual(['NO_PLAN']);
  });

  it('reads Python, trailing commas, comments and unquoted keys', () => {
    const python = `[{'task': 'image-to-text', 'id': 0, 'dep': None, 'args': {'image': 'cat.png', 'cached': True,},},]`;
    expect(compiled(python).wire).toEqual([read]);
    const loose = `[{task: "image-to-text", id: 0, // the picture\n dep: [-1], args: {image: "cat.png"}}]`;
    expect(compiled(loose).wire).toEqual([read]);
  });

  it("reads the brittle forms of HuggingGPT's own demonstrations", () => {
    const unopened = PLAN.slice(1);
    const oneTooMany = PLAN.replace('}}, {', '}}}, {').replace('}},{', '}}},{');
    const generated = PLAN.replace('<resource>-0', '<GENERATED-0>');
    const both = JSON.stringify([
      read,
      { ...speak, args: { text: '<GENERATED-0> and <GENERATED>-0' } },
    ]);
    expect(compiled(unopened)).toEqual({ wire: plan, repairs: ['JSON_MENDED'] });
    expect(compiled(oneTooMany)).toEqual({ wire: plan, repairs: ['JSON_MENDED'] });
    expect(compiled(generated)).toEqual({ wire: plan, repairs: [] });
    expect(compiled(both).wire[1]?.args).toEqual({ text: '<resource>-0 and <resource>-0' });
  });

  it('mends quotes inside a text, and refuses where they cannot be told from the end of it', () => {
    const text = PLAN.replace('<resource>-0', 'he said "hi" to [me]');
    expect(compiled(text).wire[1]?.args).toEqual({ text: 'he said "hi" to [me]' });
    expect(problems(PLAN.replace('<resource>-0', 'say "hi" ]} now'))).toEqual(['CUT_SHORT']);
  });

  it('takes an empty list as a plan without tasks, and refuses text without one', () => {
    expect(compiled('[]')).toEqual({ wire: [], repairs: [] });
    expect(compiled('There is nothing to do: []').wire).toEqual([]);
    expect(problems('Good morning!')).toEqual(['NO_PLAN']);
    expect(problems('')).toEqual(['NO_PLAN']);
  });

  it('closes what was only left open, and refuses where more was to come', () => {
    expect(compiled(PLAN.slice(0, -1)).wire).toEqual(plan);
    expect(compiled(PLAN.slice(0, -2)).repairs).toEqual(['JSON_MENDED']);
    expect(problems(PLAN.slice(0, -8))).toEqual(['CUT_SHORT']);
    expect(problems(`${PLAN.slice(0, -1)},`)).toEqual(['CUT_SHORT']);
    const half = '[{"task": "translation", "id": 0, "dep": [-1], "args": {"text": "hello"';
    expect(problems(half)).toEqual(['CUT_SHORT']);
  });
});

describe('Shape', () => {
  it('takes one object for a plan of one task', () => {
    expect(compiled(read)).toEqual({ wire: [read], repairs: [] });
  });

  it('takes other names of the fields, arguments beside the type, and a list of named values', () => {
    const written = [
      { type: 'image-to-text', id: '0', dependencies: [], inputs: { image: 'cat.png' } },
      { name: 'text-to-speech', id: '1', depends_on: 'task 0', text: '<resource>-0' },
    ];
    expect(compiled(written)).toEqual({ wire: plan, repairs: [] });
    const named = [{ task: 'image-to-text', args: [{ name: 'image', value: 'cat.png' }] }];
    expect(compiled(named).wire).toEqual([read]);
  });

  it('takes a list that stands in a field', () => {
    expect(compiled({ tasks: plan })).toEqual({ wire: plan, repairs: [] });
    expect(compiled({ plan: { steps: plan } }).wire).toEqual(plan);
  });

  it('takes back links that a bracket in the wrong place put among the arguments', () => {
    const text = '[{"task": "image-to-text", "args": {"image": "cat.png", "id": 4, "dep": [-1]}]';
    expect(compiled(text).wire).toEqual([{ ...read, id: 4 }]);
  });

  it('refuses an entry without a name and an argument that is an object', () => {
    expect(problems([{ id: 0, args: { image: 'cat.png' } }])).toEqual(['BAD_SHAPE']);
    expect(problems([{ ...read, args: { image: { path: 'cat.png' } } }])).toEqual(['BAD_SHAPE']);
  });
});

describe('Names', () => {
  it.each([
    ['image-cls', 'image-classification'],
    ['Image_Classification', 'image-classification'],
    ['pose-detection', 'openpose-control'],
    ['imageToText', 'image-to-text'],
    ['OCR', 'image-to-text'],
  ])('resolves %s', (written, type) => {
    const { wire, repairs } = compiled([{ ...read, task: written }]);
    expect(wire.map(({ task }) => task)).toEqual([type]);
    expect(repairs).toEqual(['RENAMED']);
  });

  it('resolves pose-text-to-image and "Named Entity Recognition"', () => {
    const pose = { ...read, task: 'pose-text-to-image', args: { image: 'cat.png', text: 'a boy' } };
    const names = { ...read, task: 'Named Entity Recognition', args: { text: 'Ann met Bob' } };
    expect(compiled([pose]).wire[0]?.task).toBe('openpose-text-to-image');
    expect(compiled([names]).wire[0]?.task).toBe('token-classification');
  });

  it('refuses what is only like a name, and says what is nearest', () => {
    const result = compilePlan(JSON.stringify([{ ...read, task: 'image-clasification' }]), FILES);
    expect(result).toMatchObject({ ok: false, problems: [{ code: 'UNKNOWN_TASK', task: 0 }] });
    expect(!result.ok && result.problems[0]?.message).toContain('image-classification');
    expect(problems([{ ...read, task: 'constructor' }])).toEqual(['UNKNOWN_TASK']);
    expect(problems([{ ...read, task: '__proto__' }])).toEqual(['UNKNOWN_TASK']);
  });
});

describe('References', () => {
  it.each(['<resource>-0', '<resource-0>', '<GENERATED>-0', '<GENERATED-0>', '<node-0>'])(
    'reads %s, alone and inside a longer text',
    (reference) => {
      const inside = [read, { ...speak, args: { text: `It says: ${reference}!` } }];
      expect(compiled([read, { ...speak, args: { text: reference } }]).wire).toEqual(plan);
      expect(compiled(inside).wire[1]?.args).toEqual({ text: 'It says: <resource>-0!' });
    },
  );

  it('keeps a reference apart from a digit that follows it', () => {
    const close = [read, { ...speak, args: { text: '<resource-0>1' } }];
    expect(compiled(close)).toEqual({ wire: close, repairs: [] });
  });

  it('gives a text slot of several references one text', () => {
    const written = [
      read,
      { ...read, id: 1, args: { image: 'photos/Beach.JPG' } },
      { task: 'text-generation', id: 2, dep: [0, 1], args: { text: '<resource>-0, <resource>-1' } },
    ];
    expect(compiled(written)).toEqual({ wire: written, repairs: [] });
  });

  it('unfolds a list of references, and what depends on it follows', () => {
    const written = [
      { ...read, args: { image: 'cat.png, photos/Beach.JPG' } },
      speak,
      { task: 'text-generation', id: 2, dep: [0], args: { text: 'Add up: <resource>-0' } },
    ];
    expect(compiled(written)).toEqual({
      wire: [
        read,
        { ...read, id: 3, args: { image: 'photos/Beach.JPG' } },
        speak,
        { ...speak, id: 4, dep: [3], args: { text: '<resource>-3' } },
        {
          task: 'text-generation',
          id: 2,
          dep: [0, 3],
          args: { text: 'Add up: <resource>-0\n<resource>-3' },
        },
      ],
      repairs: ['UNFOLDED', 'UNFOLDED'],
    });
  });

  it('keeps the branches of an unfolded task apart', () => {
    const written = [
      {
        task: 'openpose-control',
        id: 0,
        dep: [-1],
        args: { image: ['cat.png', 'photos/Beach.JPG'] },
      },
      { task: 'image-to-text', id: 1, dep: [0], args: { image: '<resource>-0' } },
      {
        task: 'openpose-text-to-image',
        id: 2,
        dep: [0, 1],
        args: { image: '<resource>-0', text: '<resource>-1' },
      },
    ];
    const { wire } = compiled(written);
    expect(wire.filter(({ task }) => task === 'openpose-text-to-image')).toEqual([
      { ...written[2], dep: [0, 1] },
      { ...written[2], id: 5, dep: [3, 4], args: { image: '<resource>-3', text: '<resource>-4' } },
    ]);
  });

  it('takes a second file under a numbered key as one more of the same', () => {
    const written = [{ ...read, args: { image1: 'cat.png', image2: 'photos/Beach.JPG' } }];
    expect(compiled(written).wire.map(({ args }) => args)).toEqual([
      { image: 'cat.png' },
      { image: 'photos/Beach.JPG' },
    ]);
  });
});

describe('Graph', () => {
  it('adds the dependencies that references show to those that are stated', () => {
    const stated = { task: 'image-classification', id: 2, dep: [1], args: { image: 'cat.png' } };
    expect(compiled([read, { ...speak, dep: [-1] }, stated])).toEqual({
      wire: [read, speak, stated],
      repairs: ['DEPENDENCY_ADDED'],
    });
  });

  it('puts a task after the one that it refers to, and keeps the ids', () => {
    const { wire, repairs } = compiled([speak, read]);
    expect(wire).toEqual([read, speak]);
    expect(repairs).toEqual(['REORDERED']);
  });

  it('replaces a reference to the task itself by what the stated link makes', () => {
    const { wire, repairs } = compiled([read, { ...speak, args: { text: '<resource>-1' } }]);
    expect(wire).toEqual(plan);
    expect(repairs).toEqual(['REFERENCE_REPLACED']);
  });

  it('takes the attached picture where the only task refers to itself', () => {
    const itself = [{ ...read, args: { image: '<resource>-0' } }];
    expect(compiled(itself, [{ name: 'cat.png', kind: 'image' }]).wire).toEqual([read]);
    expect(problems(itself)).toEqual(['SELF_REFERENCE']);
  });

  it('counts from 1 where the numbers make sense no other way', () => {
    const third = { task: 'text-classification', id: 2, dep: [2], args: { text: '<resource>-2' } };
    const first = { ...read, task: 'image-to-text' };
    const second = { task: 'translation', id: 1, dep: [1], args: { text: '<resource>-1' } };
    const { wire, repairs } = compiled([first, second, third]);
    expect(wire.map(({ dep }) => dep)).toEqual([[-1], [0], [1]]);
    expect(repairs).toContain('COUNTED_ANEW');
  });

  it('leaves out a link that runs against a reference', () => {
    const { wire, repairs } = compiled([{ ...read, dep: [1] }, speak]);
    expect(wire).toEqual(plan);
    expect(repairs).toEqual(['LINK_DROPPED']);
  });

  it('refuses circles and references to no task', () => {
    const circle = [
      { ...read, dep: [1] },
      { ...read, id: 1, dep: [0] },
    ];
    expect(problems(circle)).toEqual(['CYCLE']);
    expect(problems([read, { ...speak, dep: [7], args: { text: '<resource>-7' } }])).toEqual([
      'DANGLING_REFERENCE',
    ]);
  });

  it('gives tasks ids of their own where they are missing or repeated', () => {
    const { id: _, ...unnumbered } = read;
    expect(compiled([unnumbered, speak]).wire).toEqual(plan);
    expect(
      compiled([
        { ...read, id: 0 },
        { ...speak, id: 0 },
      ]).wire,
    ).toEqual(plan);
    expect(
      compiled([
        { ...read, id: 7 },
        { ...speak, id: 9, dep: [7], args: { text: '<resource>-7' } },
      ]),
    ).toEqual({
      wire: [
        { ...read, id: 7 },
        { ...speak, id: 9, dep: [7], args: { text: '<resource>-7' } },
      ],
      repairs: [],
    });
  });
});

describe('Types', () => {
  const find = { task: 'object-detection', id: 0, dep: [-1], args: { image: 'cat.png' } };

  it('takes from a task of several kinds the one that the slot takes', () => {
    const ask = {
      task: 'visual-question-answering',
      id: 1,
      dep: [0],
      args: { image: '<resource>-0', text: 'How many of these: <resource>-0?' },
    };
    const result = compilePlan(JSON.stringify([find, ask]), FILES);
    expect(result.ok && result.plan[1]?.arguments).toEqual({
      image: { from: 'task', task: 0, kind: 'image' },
      text: {
        from: 'template',
        parts: [
          { from: 'literal', value: 'How many of these: ' },
          { from: 'task', task: 0, kind: 'text' },
          { from: 'literal', value: '?' },
        ],
      },
    });
  });

  it('refuses a reference to a task that makes no such thing', () => {
    const view = { task: 'image-classification', id: 1, dep: [0], args: { image: '<resource>-0' } };
    expect(problems([read, view])).toEqual(['WRONG_KIND']);
    expect(problems([{ ...read, args: { image: 'talk.wav' } }])).toEqual(['WRONG_KIND']);
  });

  it('gives the slot its argument by alias, by kind, and in a bare list', () => {
    const ask = { task: 'visual-question-answering', id: 0, dep: [-1] };
    const wire = [{ ...ask, args: { image: 'cat.png', text: 'What is it?' } }];
    expect(
      compiled([{ ...ask, args: { image: 'cat.png', question: 'What is it?' } }]).wire,
    ).toEqual(wire);
    expect(compiled([{ ...ask, args: { picture: 'cat.png', q: 'What is it?' } }]).wire).toEqual(
      wire,
    );
    expect(compiled([{ ...ask, args: ['What is it?', 'cat.png'] }]).wire).toEqual(wire);
    const table = { task: 'tabular-classification', id: 0, dep: [-1], args: { image: 'cat.png' } };
    expect(compiled([table]).wire[0]?.args).toEqual({ table: 'cat.png' });
  });

  it('leaves out an argument that says nothing, and refuses one that no slot takes', () => {
    expect(compiled([{ ...read, args: { image: 'cat.png', text: '', audio: 'none' } }])).toEqual({
      wire: [read],
      repairs: ['ARGUMENT_DROPPED', 'ARGUMENT_DROPPED'],
    });
    expect(problems([{ ...read, args: { image: 'cat.png', song: 'Yesterday' } }])).toEqual([
      'UNKNOWN_ARGUMENT',
    ]);
  });

  it('fills a missing slot from the one stated link that makes it, or from the only such file', () => {
    expect(compiled([read, { ...speak, args: {} }])).toEqual({
      wire: plan,
      repairs: ['ARGUMENT_FILLED'],
    });
    const hear = { task: 'automatic-speech-recognition', id: 0, dep: [-1], args: {} };
    expect(compiled([hear]).wire[0]?.args).toEqual({ audio: 'talk.wav' });
    expect(problems([{ ...read, args: {} }])).toEqual(['MISSING_ARGUMENT']);
  });

  it.each([
    ['canny-text-to-image', 'canny-control'],
    ['depth-text-to-image', 'depth-estimation'],
    ['seg-text-to-image', 'image-segmentation'],
  ])('falls back from %s without a text to %s', (written, type) => {
    const { wire, repairs } = compiled([{ ...read, task: written }]);
    expect(wire).toEqual([{ ...read, task: type }]);
    expect(repairs).toEqual(['CONTROL_ALONE']);
  });

  it('takes only known files and addresses for a picture', () => {
    const show = (image: string): unknown => [{ ...read, args: { image } }];
    expect(compiled(show('BEACH.jpg')).wire[0]?.args).toEqual({ image: 'photos/Beach.JPG' });
    expect(compiled(show('https://example.com/a.png')).repairs).toEqual([]);
    for (const image of [
      'dog.png',
      '../cat.png',
      '/etc/passwd',
      'file:///etc/passwd',
      'C:\\cat.png',
    ]) {
      expect(problems(show(image))).toEqual(['UNKNOWN_FILE']);
    }
    expect(problems([{ task: 'text-to-image', args: { image: 'dog.png' } }])).toEqual([
      'UNKNOWN_FILE',
    ]);
  });

  it('takes a text that is exactly a known text or table for its content, and leaves mentions alone', () => {
    const say = (text: string): unknown => {
      const result = compilePlan(
        JSON.stringify([{ ...speak, id: 0, dep: [-1], args: { text } }]),
        FILES,
      );
      return result.ok && result.plan[0]?.arguments.text;
    };
    expect(say('notes.txt')).toEqual({ from: 'file', name: 'notes.txt' });
    expect(say('sales.csv')).toEqual({ from: 'file', name: 'sales.csv' });
    expect(say('read notes.txt')).toEqual({ from: 'literal', value: 'read notes.txt' });
    expect(say('secret.txt')).toEqual({ from: 'literal', value: 'secret.txt' });
    expect(say('notes.txt, sales.csv')).toMatchObject({ from: 'template', parts: { length: 3 } });
  });

  it('gives a file of an unclear name to nobody', () => {
    const twins: KnownFile[] = [
      { name: 'a/cat.png', kind: 'image' },
      { name: 'b/cat.png', kind: 'image' },
    ];
    expect(problems([read], twins)).toEqual(['UNKNOWN_FILE']);
  });
});

describe("TaskBench's form", () => {
  const nodes = (first: string, second: string): unknown => ({
    task_steps: ['Step 1: Read the picture', 'Step 2: Say it'],
    task_nodes: [
      { task: 'Image-to-Text', arguments: [first] },
      { task: 'Text-to-Speech', arguments: [second] },
    ],
    task_links: [{ source: 'Image-to-Text', target: 'Text-to-Speech' }],
  });

  it('is understood, with the links that it states', () => {
    expect(compiled(nodes('cat.png', '<node-0>')).wire).toEqual(plan);
    expect(compiled(nodes('cat.png', 'Hello')).wire[1]?.dep).toEqual([0]);
  });

  it('is mended by its links where its references are broken', () => {
    expect(compiled(nodes('cat.png', '<node-1>')).wire).toEqual(plan);
    expect(compiled(nodes('cat.png', '<node-5>')).wire).toEqual(plan);
  });
});

describe('Repairs', () => {
  it('are sentences that name the task', () => {
    const result = compilePlan(JSON.stringify([read, { ...speak, dep: [-1] }]), FILES);
    expect(result.repairs).toEqual([
      {
        code: 'DEPENDENCY_ADDED',
        message: 'Task 1 (text-to-speech) uses what task 0 makes, so it waits for it.',
        task: 1,
      },
    ]);
  });
});
