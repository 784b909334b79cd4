// What a candidate's score is made of, and what keeps a model from running here. The formula itself is
// electron/pipeline/ranking.ts.

import { z } from 'zod';

/** Each is a number from 0 to 1, times its weight. */
export const RANKING_PARTS = [
  /** The host that the mode prefers: this machine first, or hosted first in remote mode. */
  'place',
  /** It can begin now, and has not failed most of what it did here. */
  'ready',
  /** It is loaded already. */
  'warm',
  /** What the language model that conducts does itself. */
  'own',
  /** Memory to spare. */
  'fit',
  /** It knows the language of the input. */
  'language',
  /** Its place in the catalogue: small, balanced, best; 0 for what is built in and the language model. */
  'quality',
  /** How little would have to be fetched. */
  'size',
  'downloads',
  'likes',
  'recency',
  /** Share of its tasks of this type that succeeded on this machine. */
  'success',
  /** Its median time for this type on this machine, beside the others'. */
  'speed',
] as const;
export const RankingPartSchema = z.enum(RANKING_PARTS);
export type RankingPart = z.infer<typeof RankingPartSchema>;

export const ScorePartSchema = z
  .object({
    part: RankingPartSchema,
    /** From 0 to 1. */
    value: z.number(),
    /** Value times weight. */
    points: z.number(),
  })
  .readonly();
export type ScorePart = z.infer<typeof ScorePartSchema>;

/** Why a model can't do a task here and now; bytes where memory is the reason. */
export const OBSTACLES = [
  'memory',
  'licence',
  'gated',
  'local-mode',
  'offline',
  'no-token',
] as const;
export const ObstacleSchema = z
  .object({
    code: z.enum(OBSTACLES),
    neededBytes: z.number().optional(),
    freeBytes: z.number().optional(),
  })
  .readonly();
export type Obstacle = z.infer<typeof ObstacleSchema>;
