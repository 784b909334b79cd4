// Slots: how many tasks may use the processor, the GPU and the network at the same time, over all
// runs of the engine. Event-driven: a slot that becomes free goes to a waiting task in the same turn
// of the event loop.

import { SLOT_KINDS, type SlotKind } from '../../experts/expert.ts';
import { createHeap, type Heap } from './heap.ts';

export interface SlotRequest {
  readonly kind: SlotKind;
  /** The run; runs share the slots evenly. */
  readonly owner: object;
  /** Within a run the highest goes first, and of equals the one that asked first. */
  readonly priority: () => number;
}

/** Gives the slot back; calling it again does nothing. */
export type Release = () => void;

/** A place in the queue. */
export interface Claim {
  /** Gives up waiting; nothing is called any more. */
  readonly withdraw: () => void;
}

export interface Slots {
  /**
   * Calls `start` as soon as there is a slot, never before it has returned. A claim is small and has
   * no promise or signal, since thousands of tasks may wait.
   */
  readonly request: (wanted: SlotRequest, start: (release: Release) => void) => Claim;
  /** Resolves as soon as there is a slot; rejects with the signal's reason where it aborts first. */
  readonly acquire: (wanted: SlotRequest, signal: AbortSignal) => Promise<Release>;
  /** Puts what a run waits for in order again after its priorities have changed. */
  readonly reorder: (owner: object) => void;
  /** How many slots of a kind are taken now. */
  readonly taken: (kind: SlotKind) => number;
}

class Waiting implements Claim {
  readonly wanted: SlotRequest;
  readonly start: (release: Release) => void;
  readonly order: number;
  priority: number;
  isWithdrawn = false;

  constructor(wanted: SlotRequest, start: (release: Release) => void, order: number) {
    this.wanted = wanted;
    this.start = start;
    this.order = order;
    this.priority = wanted.priority();
  }

  withdraw(): void {
    this.isWithdrawn = true;
  }
}

interface Owner {
  running: number;
  /** When it last got a slot, as a count of slots given. */
  served: number;
  readonly waiting: Heap<Waiting>;
}

/** @param limits at least 1 of each kind */
export function createSlots(limits: Readonly<Record<SlotKind, number>>): Slots {
  const queues = {
    cpu: createQueue(limits.cpu),
    gpu: createQueue(limits.gpu),
    network: createQueue(limits.network),
  };
  const request: Slots['request'] = (wanted, start) => queues[wanted.kind].wait(wanted, start);
  return {
    request,
    acquire: (wanted, signal) =>
      new Promise((resolve, reject) => {
        signal.throwIfAborted();
        const claim = request(wanted, (release) => {
          signal.removeEventListener('abort', onAbort);
          resolve(release);
        });
        const onAbort = () => {
          claim.withdraw();
          reject(signal.reason);
        };
        signal.addEventListener('abort', onAbort, { once: true });
      }),
    reorder: (owner) => {
      for (const kind of SLOT_KINDS) {
        queues[kind].reorder(owner);
      }
    },
    taken: (kind) => queues[kind].taken(),
  };
}

function createQueue(limit: number) {
  const owners = new Map<object, Owner>();
  let taken = 0;
  let given = 0;
  let order = 0;
  let isFilling = false;

  /**
   * Gives slots at the end of the turn, so that all who ask in it are weighed against each other: a
   * batch of tasks, and what an ended task made ready, with those that have waited before them.
   */
  function fillSoon(): void {
    if (!isFilling) {
      isFilling = true;
      setImmediate(() => {
        isFilling = false;
        fill();
      });
    }
  }

  /** Starts who waits while there are slots; who gave up waiting is passed over. */
  function fill(): void {
    while (taken < limit) {
      const owner = neediest(owners);
      const next = owner?.waiting.pop();
      if (owner === undefined || next === undefined) {
        return;
      }
      if (!next.isWithdrawn) {
        taken += 1;
        owner.running += 1;
        owner.served = ++given;
        next.start(releaseOnce(next.wanted.owner, owner));
      } else {
        forgetIdle(next.wanted.owner, owner);
      }
    }
  }

  function releaseOnce(key: object, owner: Owner): Release {
    let isReleased = false;
    return () => {
      if (!isReleased) {
        isReleased = true;
        taken -= 1;
        owner.running -= 1;
        forgetIdle(key, owner);
        fillSoon();
      }
    };
  }

  function forgetIdle(key: object, owner: Owner): void {
    if (owner.running === 0 && owner.waiting.size() === 0) {
      owners.delete(key);
    }
  }

  return {
    wait: (wanted: SlotRequest, start: (release: Release) => void) => {
      const { owner: key } = wanted;
      const owner = owners.get(key) ?? { running: 0, served: 0, waiting: createHeap(isBefore) };
      owners.set(key, owner);
      const waiting = new Waiting(wanted, start, order++);
      owner.waiting.push(waiting);
      fillSoon();
      return waiting;
    },
    reorder: (key: object) => {
      owners.get(key)?.waiting.rebuild((waiting) => {
        waiting.priority = waiting.wanted.priority();
      });
    },
    taken: () => taken,
  };
}

/** The run with the fewest running tasks among those that wait; of equals the one served longest ago. */
function neediest(owners: ReadonlyMap<object, Owner>): Owner | undefined {
  let best: Owner | undefined;
  for (const owner of owners.values()) {
    if (owner.waiting.size() > 0 && (best === undefined || isNeedier(owner, best))) {
      best = owner;
    }
  }
  return best;
}

function isNeedier(a: Owner, b: Owner): boolean {
  return a.running === b.running ? a.served < b.served : a.running < b.running;
}

function isBefore(a: Waiting, b: Waiting): boolean {
  return a.priority === b.priority ? a.order < b.order : a.priority > b.priority;
}
