// The first passes of the compiler: text to entries, their form and their names.

import { describe, expect, it } from 'vitest';
import { compilePlan } from '../../../../electron/pipeline/planning/compile.ts';
import { compiled, FILES, PLAN, plan, problems, read, speak } from './compiled.ts';

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
