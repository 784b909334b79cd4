import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitOf } from '../../../electron/library/fit.ts';
import { FIT_VERDICTS, FitSchema } from '../../../shared/library.ts';
import { TASK_TYPES } from '../../../shared/tasks.ts';

const bytes = fc.integer({ min: 0, max: 200 * 2 ** 30 });
const task = fc.constantFrom(...TASK_TYPES);
const rank = (verdict: (typeof FIT_VERDICTS)[number]) => FIT_VERDICTS.indexOf(verdict);

test('More free memory never makes it worse, and more weights never better', () => {
  fc.assert(
    fc.property(bytes, bytes, bytes, task, (weightsBytes, freeBytes, more, type) => {
      const fit = fitOf({ weightsBytes, freeBytes, task: type });
      const roomier = fitOf({ weightsBytes, freeBytes: freeBytes + more, task: type });
      const heavier = fitOf({ weightsBytes: weightsBytes + more, freeBytes, task: type });
      expect(FitSchema.parse(fit)).toEqual(fit);
      expect(rank(roomier.verdict)).toBeLessThanOrEqual(rank(fit.verdict));
      expect(rank(heavier.verdict)).toBeGreaterThanOrEqual(rank(fit.verdict));
    }),
  );
});

test('The numbers add up, and what was measured counts more than the estimate', () => {
  const request = { weightsBytes: 2 ** 30, freeBytes: 2 ** 31, task: 'object-detection' } as const;
  const fit = fitOf(request);
  expect(fit.neededBytes).toBe(fit.weightsBytes + fit.activationBytes);
  expect(fit).toMatchObject({ verdict: 'fits', isMeasured: false });
  expect(fitOf({ ...request, measuredBytes: 2 ** 31 })).toMatchObject({
    verdict: 'tight',
    isMeasured: true,
  });
  expect(fitOf({ ...request, freeBytes: 2 ** 30 }).verdict).toBe('wont-fit');
});
