// A model as the Hub's library hands it over → as we keep it. Nothing that the Hub says is trusted to have
// the form that it documents: an odd fact is left out, an entry without a name is no model.

import { z } from 'zod';
import type { HubModel } from '../../shared/hub-models.ts';
import { isModelName } from './cache.ts';
import { hubTasksOf } from './hub-tasks.ts';
import { dtypeChoices } from './weights.ts';

const count = z.number().int().nonnegative().catch(0);
/** Without what would be an order to a terminal. */
const plain = z
  .string()
  .max(200)
  .regex(/^\P{Cc}*$/u);
const word = plain.optional().catch(undefined);
/** Pages state one or several, and anything else by mistake. */
const words = z
  .union([z.string().transform((one) => [one]), z.array(z.unknown()), z.null(), z.undefined()])
  .transform((all) => (all ?? []).flatMap((each) => plain.safeParse(each).data ?? []))
  .catch([]);

const ProviderSchema = z.object({ provider: plain, status: z.string(), task: plain });

/** The fields of an entry of the library's; `name` is the model's id. */
const FoundSchema = z.object({
  name: z
    .string()
    .max(200)
    .refine((name) => name.includes('/') && isModelName(name)),
  task: word,
  downloads: count,
  likes: count,
  updatedAt: z.date().optional().catch(undefined),
  gated: z.enum(['auto', 'manual']).optional().catch(undefined),
  tags: words,
  filePaths: words,
  cardData: z.object({ license: words, license_name: word, language: words }).partial().catch({}),
  inferenceProviderMapping: z.array(z.unknown()).catch([]),
});
type Found = z.infer<typeof FoundSchema>;

/** Undefined where it is no model that could be asked for. */
export function toHubModel(entry: unknown): HubModel | undefined {
  const parsed = FoundSchema.safeParse(entry);
  return parsed.success ? modelOf(parsed.data) : undefined;
}

function modelOf(found: Found): HubModel {
  const { name: id, task, tags, downloads, likes, updatedAt, gated } = found;
  const providers = providersOf(found);
  const isOnnx = dtypeChoices(found.filePaths.map((path) => ({ path, bytes: 0 }))).length > 0;
  const served = providers.map((provider) => provider.task);
  const licence = licenceOf(found);
  return {
    ...{ id, downloads, likes, isOnnx, providers },
    tasks: hubTasksOf({ id, pipelineTag: task, tags, isOnnx, served }),
    languages: languagesOf(found),
    ...(licence !== undefined && { licence }),
    ...(updatedAt !== undefined && { updatedAt: updatedAt.getTime() }),
    ...(gated !== undefined && { gated }),
  };
}

/** Those that serve it or are about to. */
function providersOf({ inferenceProviderMapping }: Found): HubModel['providers'] {
  return inferenceProviderMapping.flatMap((entry) => {
    const parsed = ProviderSchema.safeParse(entry);
    if (!parsed.success || !['live', 'staging'].includes(parsed.data.status)) {
      return [];
    }
    const { provider: name, status, task } = parsed.data;
    return [{ name, task, isLive: status === 'live' }];
  });
}

/** `other` has a name of its own. */
function licenceOf({ cardData, tags }: Found): string | undefined {
  const tag = tags.find((each) => each.startsWith('license:'))?.slice('license:'.length);
  const [stated = tag] = cardData.license ?? [];
  const licence = stated === 'other' ? (cardData.license_name ?? stated) : stated;
  return licence === 'unknown' || licence === '' ? undefined : licence;
}

/** ISO 639-1 alone, `zh-Hans` as `zh`; `multilingual`, `code` and the like say nothing. */
function languagesOf({ cardData }: Found): readonly string[] {
  const codes = (cardData.language ?? []).map((each) => each.toLowerCase().split(/[-_]/)[0] ?? '');
  return [...new Set(codes.filter((code) => /^[a-z]{2}$/.test(code)))];
}
