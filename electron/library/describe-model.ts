// One model on this machine, described from its folder: number formats, tasks, licence, what is missing
// and what is damaged. A model that cannot be described is listed with its problem.

import type { Catalogue } from '../../shared/catalogue.ts';
import type { InstalledModel } from '../../shared/library.ts';
import { isTaskType } from '../../shared/tasks.ts';
import { readFrontMatter } from './front-matter.ts';
import { inferTasks } from './infer-tasks.ts';
import { type FolderFiles, type ModelConfig, parseConfig, readText } from './model-files.ts';
import { dtypeChoices, missingData } from './weights.ts';

export interface Place extends Pick<InstalledModel, 'id' | 'revision' | 'folder' | 'origin'> {
  readonly found: FolderFiles;
}

export async function describeModel(place: Place, catalogue: Catalogue): Promise<InstalledModel> {
  const { id, revision, folder, origin, found } = place;
  const { config, problems } = await readConfig(folder);
  const page = readFrontMatter((await readText(folder, 'README.md')) ?? '');
  const entry = catalogue.find((each) => each.id === id);
  const dtypes = dtypeChoices(found.files);
  const architectures = config?.architectures ?? [];
  const inferred = entry?.tasks ?? (await tasksOf(folder, config));
  // What its page says comes last: the Hub's tag is often of the model that it was converted from.
  const tasks = inferred.length > 0 ? inferred : [page.task ?? ''].filter(isTaskType);
  const licence = page.licence ?? entry?.licence;
  return {
    id,
    revision,
    folder,
    origin,
    dtypes,
    ...(config?.model_type === undefined ? {} : { modelType: config.model_type }),
    architectures,
    tasks,
    ...(licence === undefined ? {} : { licence }),
    languages: page.languages.length > 0 ? page.languages : (entry?.languages ?? []),
    bytes: found.files.reduce((sum, { bytes }) => sum + bytes, 0),
    missing: missingFiles(found, config),
    problems: dtypes.length > 0 ? problems : [...problems, NO_WEIGHTS],
  };
}

const NO_WEIGHTS = 'None of its ONNX files has a name that Transformers.js loads.';

interface ReadConfig {
  readonly config: ModelConfig | undefined;
  readonly problems: readonly string[];
}

async function readConfig(folder: string): Promise<ReadConfig> {
  const text = await readText(folder, 'config.json');
  if (text === undefined) {
    return { config: undefined, problems: [] };
  }
  try {
    return { config: parseConfig(text), problems: [] };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { config: undefined, problems: [`Its config.json cannot be read: ${why}`] };
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
  return [...new Set(hasConfig ? unfinished : ['config.json', ...unfinished])];
}
