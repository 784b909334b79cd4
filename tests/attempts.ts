// In CI what fails is tried once more, since a machine that is busy with much else finds races that no other
// run does. What passed only then is named, so that it is seen and mended.

import type { Reporter } from 'vitest/node';

const isCi = process.env.CI !== undefined;

const flakyReporter: Reporter = {
  onTestRunEnd: (modules) => {
    for (const test of modules.flatMap((module) => [...module.children.allTests()])) {
      if (test.diagnostic()?.flaky === true) {
        console.log(`flaky: ${test.module.relativeModuleId} > ${test.fullName}`);
      }
    }
  },
};

/** More attempts that a test has. */
export const retry = isCi ? 1 : 0;
/** The JSON goes where `--outputFile.json` says. */
export const reporters = isCi ? ['default', 'json', flakyReporter] : ['default'];
