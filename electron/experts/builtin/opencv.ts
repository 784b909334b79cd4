// The one door to OpenCV: loads it once for this thread, and frees what a piece of work took of its
// memory, which no garbage collector does.

import type { EventEmitter } from 'node:events';
import { createRequire } from 'node:module';
import type * as OpenCvModule from '@techstark/opencv-js';

/** Of the library in package.json, to be changed with it: it pins what the experts make. */
export const OPENCV_VERSION = '4.12.0';

export type OpenCv = typeof OpenCvModule;
export type Mat = OpenCvModule.Mat;

/** Gives back what it is given, and has it freed when the work ends. */
export type Own = (mat: Mat) => Mat;

/**
 * The module has a `then` that gives the module again, so that a promise of it never settles: it
 * travels in this wrapper only.
 */
interface Loaded {
  readonly cv: OpenCv;
}

let loaded: Promise<Loaded> | undefined;

/** @throws Error with OpenCV's message where it refuses; whatever the work throws */
export async function withOpenCv<Result>(work: (cv: OpenCv, own: Own) => Result): Promise<Result> {
  loaded ??= loadOpenCv();
  const { cv } = await loaded;
  const owned: Mat[] = [];
  try {
    return work(cv, (mat) => {
      owned.push(mat);
      return mat;
    });
  } catch (thrown) {
    // OpenCV throws the address of its exception.
    throw typeof thrown === 'number' ? new Error(cv.exceptionFromPtr(thrown).msg) : thrown;
  } finally {
    for (const mat of owned) {
      mat.delete();
    }
  }
}

function loadOpenCv(): Promise<Loaded> {
  return new Promise((resolve) => {
    const cv = withoutListeners(() => {
      // What require gives is untyped; the package declares its module so, less its `then`.
      type Thenable = OpenCv & { readonly then: (ready: () => void) => void };
      return createRequire(import.meta.url)('@techstark/opencv-js') as Thenable;
    });
    cv.then(() => resolve({ cv }));
  });
}

/** OpenCV's loader takes over the process's last words on errors; those are not its business. */
function withoutListeners<Result>(load: () => Result): Result {
  const emitter: EventEmitter = process;
  const events = ['uncaughtException', 'unhandledRejection'];
  const before = new Set(events.flatMap((event) => emitter.rawListeners(event)));
  try {
    return load();
  } finally {
    for (const event of events) {
      for (const listener of emitter.rawListeners(event)) {
        if (!before.has(listener)) {
          emitter.off(event, listener as () => void); // as `off` takes what `rawListeners` gives
        }
      }
    }
  }
}
