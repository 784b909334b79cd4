// The rate in hertz at which a model of sound wants its samples.

import { z } from 'zod';
import type { Processor } from '../../runner/inference.ts';
import { SPEECH_RATE } from '../recording.ts';

/** Of a feature extractor's configuration. */
const ConfigSchema = z.object({ sampling_rate: z.number().int().positive() });

/** 16 kHz where the model does not say. */
export function samplingRateOf(processor: Processor): number {
  const parsed = ConfigSchema.safeParse(processor.feature_extractor?.config);
  return parsed.success ? parsed.data.sampling_rate : SPEECH_RATE;
}
