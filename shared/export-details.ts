// Why a model's files can't be used here, by code, in English: a part of error-details.ts. Names of files, parts
// and options are as the files have them.

export const EXPORT_DETAILS = {
  'export-lacks': 'it lacks {path}',
  'export-no-weights': 'none of its ONNX files has a name that Transformers.js loads',
  'export-no-json': 'its {file} is not JSON',
  'export-odd-file': 'its {file} is not as diffusers writes it: {error}',
  'export-unreadable': 'its {file} can’t be read: {error}',
  'export-pipeline': 'its model_index.json names {pipeline}, a pipeline that is not run here',
  'export-refiner':
    'its model_index.json asks for aesthetic scores, as a refiner does, which is not run here',
  'export-no-text': 'its model_index.json names no text_encoder',
  'export-scheduler': 'its scheduler_config.json names {scheduler}, which is not known here',
  'export-option': 'its scheduler_config.json asks for {option}, which is not done here',
  'export-option-other':
    'its scheduler_config.json asks for {option}, which {scheduler} doesn’t do here; another scheduler can be chosen',
  'export-betas': 'its scheduler_config.json has {betas} trained_betas for {timesteps} timesteps',
  'export-variance':
    'its scheduler_config.json says that the model tells its variance (variance_type {variance}), which is not done here',
  'export-zero-snr':
    'its scheduler_config.json asks for rescale_betas_zero_snr with prediction_type epsilon, and noise alone tells no picture',
  'export-shift': 'its autoencoder shifts latents, which is not done here',
  'export-no-control':
    'it has no control network for {control}, such as controlnet_{control}/model.onnx',
  'export-control-alone':
    'its {part} needs cnet/model.onnx, a U-Net with inputs for it, which is not there',
  'export-control-unnamed':
    'its {part}/config.json does not say what it keeps; rename the folder to controlnet_canny or the like',
  'export-no-input': 'its {part} lacks the input {input}; it has {inputs}',
  'export-odd-input': 'its {part} asks for {input}, which is not known here',
  'export-odd-type': 'its {part} has {port} as {type}, and only {known} are known here',
  'export-no-state': 'its {part} gives no {state}; an export with its hidden states is needed',
  'export-widths': 'its text encoder gives {width} numbers a word, and its {part} takes {taken}',
  'export-inputs': 'its {part} has {inputs} inputs in place of one',
  'export-channels': 'its {part} takes {taken} channels, and its vae_decoder gives {channels}',
  'export-blind': 'it draws on a given picture and has no vae_encoder to see it with',
  'export-states': 'its {part} gives {states} inner states, and its {network} takes {taken}',
} as const;
