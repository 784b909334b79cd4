import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHeap } from '../../../electron/pipeline/execution/heap.ts';
import { createSlots } from '../../../electron/pipeline/execution/slots.ts';

const never = new AbortController().signal;
const limits = { cpu: 1, gpu: 1, network: 1 };

/** Slots are given at the end of a turn; resolves once so many have been. */
async function untilGiven(order: readonly string[], count: number): Promise<void> {
  while (order.length < count) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe('slots', () => {
  it('give the longest path first, and of equals the one that asked first', async () => {
    const slots = createSlots(limits);
    const owner = {};
    const order: string[] = [];
    const first = await slots.acquire({ kind: 'cpu', owner, priority: () => 0 }, never);
    for (const [name, priority] of [
      ['short', 1],
      ['long', 9],
      ['short too', 1],
    ] as const) {
      void slots
        .acquire({ kind: 'cpu', owner, priority: () => priority }, never)
        .then((release) => {
          order.push(name);
          release();
        });
    }
    first();
    await untilGiven(order, 3);
    expect(order).toEqual(['long', 'short', 'short too']);
  });

  it('follow a path that became longer while it waited', async () => {
    const slots = createSlots(limits);
    const owner = {};
    const order: string[] = [];
    const paths = new Map([
      ['a', 2],
      ['b', 1],
    ]);
    const first = await slots.acquire({ kind: 'cpu', owner, priority: () => 0 }, never);
    for (const name of paths.keys()) {
      const priority = () => paths.get(name) ?? 0;
      void slots.acquire({ kind: 'cpu', owner, priority }, never).then((release) => {
        order.push(name);
        release();
      });
    }
    paths.set('b', 5);
    slots.reorder(owner);
    first();
    await untilGiven(order, 2);
    expect(order).toEqual(['b', 'a']);
  });

  it('go to the run that has the fewest', async () => {
    const slots = createSlots({ ...limits, cpu: 2 });
    const greedy = {};
    const modest = {};
    const ask = (owner: object) => slots.acquire({ kind: 'cpu', owner, priority: () => 0 }, never);
    const held = await Promise.all([ask(greedy), ask(greedy)]);
    const order: string[] = [];
    void ask(greedy).then(() => order.push('greedy'));
    void ask(modest).then(() => order.push('modest'));
    held[0]?.();
    await untilGiven(order, 1);
    expect(order).toEqual(['modest']);
  });

  it('pass over who gave up, and are given back once only', async () => {
    const slots = createSlots(limits);
    const owner = {};
    const gone = new AbortController();
    const wanted = { kind: 'cpu', owner, priority: () => 0 } as const;
    const release = await slots.acquire(wanted, never);
    const waiting = slots.acquire(wanted, gone.signal);
    gone.abort(new Error('gone'));
    await expect(waiting).rejects.toThrow('gone');
    await expect(slots.acquire(wanted, gone.signal)).rejects.toThrow('gone');
    release();
    release();
    expect(slots.taken('cpu')).toBe(0);
    const again = await slots.acquire(wanted, never);
    expect(slots.taken('cpu')).toBe(1);
    again();
  });

  it('of one kind do not wait for another', async () => {
    const slots = createSlots(limits);
    const owner = {};
    await slots.acquire({ kind: 'cpu', owner, priority: () => 0 }, never);
    await slots.acquire({ kind: 'network', owner, priority: () => 0 }, never);
    expect([slots.taken('cpu'), slots.taken('gpu'), slots.taken('network')]).toEqual([1, 0, 1]);
  });
});

describe('the heap', () => {
  it('gives any numbers back in order, also after they changed', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.constantFrom(-2, 3), (numbers, factor) => {
        const heap = createHeap<{ value: number }>((a, b) => a.value < b.value);
        for (const value of numbers) {
          heap.push({ value });
        }
        heap.rebuild((item) => {
          item.value = item.value * factor + 1;
        });
        const taken = numbers.map(() => heap.pop()?.value);
        const expected = numbers.map((value) => value * factor + 1).toSorted((a, b) => a - b);
        expect(taken).toEqual(expected);
        expect(heap.pop()).toBeUndefined();
        expect(heap.size()).toBe(0);
      }),
    );
  });
});
