// What is said of each expected failure, and what can be done about it, by its code.

/** What the person can do next; the screen draws it as a button. */
export const RECOVERIES = [
  'retry',
  'choose-file',
  'choose-model',
  'change-request',
  'free-space',
  'open-settings',
  'none',
] as const;
export type Recovery = (typeof RECOVERIES)[number];

interface ErrorEntry {
  readonly recovery: Recovery;
  /** Says what happened, why, and what to do; {name} is filled from the error's data. */
  readonly message: string;
}

export const ERRORS = {
  FILE_NOT_FOUND: {
    recovery: 'choose-file',
    message: 'The file {name} was not found. Check the path, or choose another file.',
  },
  FILE_EMPTY: {
    recovery: 'choose-file',
    message: 'The file {name} is empty (0 bytes). Choose another file.',
  },
  FILE_TOO_LARGE: {
    recovery: 'choose-file',
    message: 'The file {name} is too large: {actual}, and at most {limit} is taken. {advice}',
  },
  FILE_UNREADABLE: {
    recovery: 'choose-file',
    message: 'The file {name} could not be read: {why}. Choose another file.',
  },
  VIDEO_UNUSABLE: {
    recovery: 'choose-file',
    message: 'The video {name} cannot be used for this: {why}.',
  },
  FRAME_MISSING: {
    recovery: 'choose-file',
    message:
      'There is no picture of the video {name}: one is taken when a video is dropped on the screen, if it can be played there.',
  },
  FILE_MISLABELLED: {
    recovery: 'choose-file',
    message:
      'The file {name} is not what its name says: the name promises {claimed}, its content is {actual}. Rename it, or choose another file.',
  },
  FILE_UNSUPPORTED: {
    recovery: 'choose-file',
    message:
      'The file {name} ({mime}) is of a type that is not supported. Choose an image, a recording, a text or a CSV.',
  },
  HOME_UNUSABLE: {
    recovery: 'open-settings',
    message:
      'The data folder {home} cannot be used: {why}. Give it write access, or set ENSEMBLE_HOME to another folder.',
  },
  HOME_IN_USE: {
    recovery: 'retry',
    message:
      'The data folder {home} is in use by another Ensemble (process {pid}). Wait for it to end, or set ENSEMBLE_HOME to another folder.',
  },
  STORE_DAMAGED: {
    recovery: 'none',
    message:
      'The database in {home} is damaged: {why}. It was kept as {backup}; a new one is made at the next start.',
  },
  STORE_NEWER: {
    recovery: 'none',
    message:
      'The database in {home} was written by a newer Ensemble (version {found} of its tables, this one knows {known}). Update Ensemble.',
  },
  DISK_FULL: {
    recovery: 'free-space',
    message: 'There is no space left to write {what}. Free some space and try again.',
  },
  RUN_NOT_FOUND: {
    recovery: 'none',
    message: 'There is no run {run}. `ensemble runs list` shows those that there are.',
  },
  CONVERSATION_NOT_FOUND: {
    recovery: 'none',
    message: 'There is no conversation {conversation}; it may have been deleted.',
  },
  RUN_NOT_OPEN: {
    recovery: 'none',
    message:
      'The run {run} is {status}; only one that was interrupted, cancelled or failed can go on.',
  },
  REVIEW_NOT_ASKED: {
    recovery: 'none',
    message: 'The plan of run {run} does not wait for a word; it runs already, or has ended.',
  },
  QUESTION_NOT_ASKED: {
    recovery: 'none',
    message:
      'The run {run} does not wait for this word any more; it was given, or the run has ended.',
  },
  IMPORT_INVALID: {
    recovery: 'choose-file',
    message:
      'The file {name} is no conversation that Ensemble exported: {why}. Choose another file.',
  },
  PLAN_FILE_INVALID: {
    recovery: 'none',
    message: 'The plan in {name} cannot be used: {why}.',
  },
  PLAN_FILES_MISSING: {
    recovery: 'none',
    message: 'The plan in {name} works on files that are not attached: {files}. Attach them first.',
  },
  PLAN_INVALID: {
    recovery: 'change-request',
    message: 'The request could not be turned into tasks that fit together: {problems}.',
  },
  NO_MODEL: {
    recovery: 'choose-model',
    message: 'Nothing on this machine can do {task} yet. It takes {needed}.',
  },
  INSTALL_REFUSED: {
    recovery: 'choose-model',
    message:
      '{task} would take {model}, and it was not to be downloaded. Choose another model, or ask again and allow it.',
  },
  INPUT_INVALID: {
    recovery: 'change-request',
    message: '{task} cannot use what it was given: {why}.',
  },
  EXPERT_FAILED: {
    recovery: 'retry',
    message: '{model} failed at {task}: {why}.',
  },
  HOST_BUSY: {
    recovery: 'retry',
    message: '{model} could not start {task}: {why}. Try again in a moment.',
  },
  NETWORK_FAILED: {
    recovery: 'retry',
    message: '{host} could not be reached: {why}. Check the connection and try again.',
  },
  /** Told by a screen whose engine is out of reach. */
  ENGINE_SILENT: {
    recovery: 'retry',
    message: 'Ensemble does not answer. If it was closed, start it again; then try again.',
  },
  NETWORK_REFUSED: {
    recovery: 'open-settings',
    message: '{what} is not asked: {why}.',
  },
  MODEL_NOT_INSTALLED: {
    recovery: 'choose-model',
    message:
      '{model} is not on this machine. `ensemble models install {model}` fetches it; `ensemble models list` shows what is here.',
  },
  MODEL_UNUSABLE: {
    recovery: 'choose-model',
    message: '{model} cannot be used: {why}.',
  },
  MODEL_CRASHED: {
    recovery: 'retry',
    message:
      '{model} ended its process while it did {task} on {device} as {dtype}: {why}. Nothing else was lost.',
  },
  OUT_OF_MEMORY: {
    recovery: 'choose-model',
    message:
      '{model} needed more memory for {task} than there is on {device} as {dtype}: {why}. Choose a smaller model or number format.',
  },
  DEVICE_MISSING: {
    recovery: 'open-settings',
    message: '{device} cannot be used here: {why}. {advice}',
  },
  HUB_NOT_FOUND: {
    recovery: 'choose-model',
    message: 'The Hub has no {what}. Check its name and revision at {link}.',
  },
  HUB_TOKEN_NEEDED: {
    recovery: 'open-settings',
    message:
      'The Hub shows {model} only to those who are signed in, or it does not exist. Set HF_TOKEN, under Keys in the settings, and see {link}.',
  },
  HUB_LICENCE_NEEDED: {
    recovery: 'open-settings',
    message:
      'The owners of {model} want their terms accepted first. Accept them at {link} and try again.',
  },
  HUB_OFFLINE: {
    recovery: 'open-settings',
    message: '{what} would have to be fetched, and {why}.',
  },
  /** No setting changes what the environment says. */
  HUB_VARIABLE_SET: {
    recovery: 'none',
    message:
      '{what} would have to be fetched, and {variable} is set in the environment. Start Ensemble without that variable to fetch it.',
  },
  HUB_TOKEN_REFUSED: {
    recovery: 'open-settings',
    message:
      '{provider} did not accept the token: {why}. Set HF_TOKEN, under Keys in the settings, to one that may ask inference providers; see {link}.',
  },
  HUB_PAYMENT_NEEDED: {
    recovery: 'open-settings',
    message:
      '{provider} wants to be paid for {model}: {why}. Add credits or choose another provider; see {link}.',
  },
  HUB_NOT_SERVED: {
    recovery: 'choose-model',
    message: '{model} is not served for {task} now: {why}. Choose another model.',
  },
  HUB_RATE_LIMITED: {
    recovery: 'retry',
    message: '{provider} takes no more requests for {model} for now: {why}. Try again in a while.',
  },
  HUB_MODEL_COLD: {
    recovery: 'retry',
    message: '{provider} has not loaded {model} yet: {why}. Try again in a few minutes.',
  },
  HUB_PROVIDER_DOWN: {
    recovery: 'retry',
    message: '{provider} is out of order: {why}. Try again later, or choose another provider.',
  },
  UPLOAD_REFUSED: {
    recovery: 'choose-model',
    message:
      '{file} was not sent to {provider}: {why}. Choose a model of this machine, or change what may be sent under Settings.',
  },
  UPDATE_FAILED: {
    recovery: 'retry',
    message: 'Ensemble could not be updated: {why}.',
  },
  BACKUP_NOT_FOUND: {
    recovery: 'none',
    message: 'There is no backup {backup}. `ensemble backups` shows those that there are.',
  },
  DOWNLOAD_DAMAGED: {
    recovery: 'retry',
    message: '{file} of {model} did not arrive whole: {why}. It was thrown away.',
  },
  CONTROLLER_UNREACHABLE: {
    recovery: 'open-settings',
    message:
      '{controller} could not be reached at {address}: {why}. Check that it runs and that the address is right.',
  },
  CONTROLLER_KEY_NEEDED: {
    recovery: 'open-settings',
    message:
      '{controller} did not accept the key ({source}): {why}. Set {variable}, under Keys in the settings, to a key of yours.',
  },
  CONTROLLER_FORBIDDEN: {
    recovery: 'open-settings',
    message: '{controller} does not allow this: {why}.',
  },
  CONTROLLER_QUOTA: {
    recovery: 'open-settings',
    message:
      'The account at {controller} has used up what it may spend: {why}. Raise its limit, or choose another controller.',
  },
  CONTROLLER_MODEL_UNKNOWN: {
    recovery: 'open-settings',
    message: '{controller} does not know the model {model}: {why}. Choose one that it lists.',
  },
  CONTROLLER_CONTEXT_FULL: {
    recovery: 'change-request',
    message:
      'The request is too long for {controller}: {why}. Shorten it, or choose a model with a longer context.',
  },
  CONTROLLER_BUSY: {
    recovery: 'retry',
    message: '{controller} is overloaded or broken for now: {why}. Try again in a moment.',
  },
  CONTROLLER_REFUSED: {
    recovery: 'change-request',
    message: '{controller} refused the request: {why}.',
  },
  CONTROLLER_STALLED: {
    recovery: 'retry',
    message: '{controller} sent nothing for {seconds} s and was given up.',
  },
  CONTROLLER_UNINTELLIGIBLE: {
    recovery: 'open-settings',
    message:
      '{controller} answered what is no answer: {why}. Check that the address is that of an OpenAI-compatible server, with its version (/v1).',
  },
  CONTROLLER_NOT_ALLOWED: {
    recovery: 'open-settings',
    message: '{controller} is not asked: {why}.',
  },
  CONTROLLER_UNKNOWN: {
    recovery: 'open-settings',
    message:
      'There is no connection {connection}. Known are {known}; others are added under `connections` in settings.json.',
  },
  PROMPT_INVALID: {
    recovery: 'open-settings',
    message: 'The prompt {prompt} cannot be used: {why}.',
  },
  TIMED_OUT: {
    recovery: 'retry',
    message: '{model} did not finish {task} within {seconds} s and was stopped.',
  },
  UNAUTHORISED: {
    recovery: 'none',
    message:
      'This page is not known to Ensemble any more, since it was started anew. Open the address that it printed.',
  },
  FOLDER_UNUSABLE: {
    recovery: 'none',
    message: 'The folder {folder} can’t be used: {why}. Give the path of a folder that is there.',
  },
  CANCELLED: { recovery: 'retry', message: 'It was stopped before it ended.' },
  KEY_REFUSED: { recovery: 'none', message: 'The key for {variable} was not kept: {why}.' },
  KEYRING_FAILED: { recovery: 'retry', message: 'The keyring did not do its work: {why}.' },
  USAGE: { recovery: 'change-request', message: '{why}' },
  INTERNAL: {
    recovery: 'retry',
    message: 'Something went wrong inside Ensemble: {why}. This is a bug; please report it.',
  },
} as const satisfies Record<string, ErrorEntry>;
