// One model on this machine, described from its folder: number formats, tasks, licence, what is missing
// and what is damaged. A model that cannot be described is listed with its problem. What a configuration
// says of a single network is read here, what an index says of several in describe-diffusion.ts.

import type { Catalogue } from '../../shared/catalogue.ts';
import { detail, type ErrorDetail } from '../../shared/errors.ts';
import type { InstalledModel } from '../../shared/library.ts';
import { isTaskType, type TaskType } from '../../shared/tasks.ts';
import { describeDiffusion } from './describe-diffusion.ts';
import { isDiffusion } from './diffusion-files.ts';
import { readFrontMatter } from './front-matter.ts';
import { inferTasks } from './infer-tasks.ts';
import { type FolderFiles, type ModelConfig, parseConfig, readText } from './model-files.ts';
import { dtypeChoices, missingData, needsConfig } from './weights.ts';

export interface Place extends Pick<InstalledModel, 'id' | 'revision' | 'folder' | 'origin'> {
  readonly found: FolderFiles;
}

export async function describeModel(place: Place, catalogue: Catalogue): Promise<InstalledModel> {
  const { id, revision, folder, origin, found } = place;
  const page = readFrontMatter((await readText(folder, 'README.md')) ?? '');
  const entry = catalogue.find((each) => each.id === id);
  const dtypes = dtypeChoices(found.files);
  const isPipeline = isDiffusion(found.files);
  const about = await (isPipeline ? describeDiffusion : describeNetwork)(place);
  // The catalogue names what a model is best for, the parts of a pipeline all that it can do.
  const inferred = isPipeline ? about.tasks : (entry?.tasks ?? about.tasks);
  // What its page says comes last: the Hub's tag is often of the model that it was converted from.
  const said = isPipeline ? [] : [page.task ?? ''].filter(isTaskType);
  const licence = page.licence ?? entry?.licence;
  return {
    id,
    revision,
    folder,
    origin,
    dtypes,
    ...(about.modelType === undefined ? {} : { modelType: about.modelType }),
    architectures: about.architectures,
    tasks: inferred.length > 0 ? inferred : said,
    ...(licence === undefined ? {} : { licence }),
    languages: page.languages.length > 0 ? page.languages : (entry?.languages ?? []),
    bytes: found.files.reduce((sum, { bytes }) => sum + bytes, 0),
    missing: about.missing,
    problems: dtypes.length > 0 ? about.problems : [...about.problems, NO_WEIGHTS],
  };
}

/** What one network's configuration says, or an index of several. */
export interface ModelParts
  extends Pick<InstalledModel, 'modelType' | 'architectures' | 'tasks' | 'missing' | 'problems'> {}

async function describeNetwork({ folder, found }: Place): Promise<ModelParts> {
  const { config, problems } = await readConfig(folder);
  return {
    ...(config?.model_type !== undefined && { modelType: config.model_type }),
    architectures: config?.architectures ?? [],
    tasks: needsConfig(found.files) ? await tasksOf(folder, config) : SOFT_EDGES,
    missing: missingFiles(found, config),
    problems,
  };
}

/** What the one graph does that has no configuration. */
const SOFT_EDGES = ['hed-control'] as const satisfies readonly TaskType[];

const NO_WEIGHTS = detail('export-no-weights');

interface ReadConfig {
  readonly config: ModelConfig | undefined;
  readonly problems: readonly ErrorDetail[];
}

async function readConfig(folder: string): Promise<ReadConfig> {
  const text = await readText(folder, 'config.json');
  if (text === undefined) {
    return { config: undefined, problems: [] };
  }
  try {
    return { config: parseConfig(text), problems: [] };
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    const problem = detail('export-unreadable', { file: 'config.json', error: words });
    return { config: undefined, problems: [problem] };
  }
}

async function tasksOf(folder: string, config: ModelConfig | undefined) {
  const architectures = config?.architectures ?? [];
  return inferTasks({
    modelType: config?.model_type,
    architectures,
    labels: Object.values(config?.id2label ?? {}),
    hasChatTemplate:
      architectures.some((name) => name.endsWith('ForCausalLM')) && (await hasTemplate(folder)),
    encoderType: config?.encoder?.model_type,
  });
}

async function hasTemplate(folder: string): Promise<boolean> {
  const own = await readText(folder, 'chat_template.jinja');
  return (
    own !== undefined ||
    /"chat_template"\s*:/.test((await readText(folder, 'tokenizer_config.json')) ?? '')
  );
}

function missingFiles({ files, broken }: FolderFiles, config: ModelConfig | undefined) {
  const external = config?.['transformers.js_config']?.use_external_data_format;
  const hasConfig = [...files.map(({ path }) => path), ...broken].includes('config.json');
  const unfinished = [...broken, ...missingData(files, external)];
  const isWhole = hasConfig || !needsConfig(files);
  return [...new Set(isWhole ? unfinished : ['config.json', ...unfinished])];
}
