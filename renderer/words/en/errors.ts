// What failures say; the codes are those of shared/errors.ts.

import { type DetailCode, ERROR_DETAILS } from '../../../shared/error-details.ts';

const details: Readonly<Record<DetailCode, string>> = ERROR_DETAILS;

export const errors = {
  details,
  /** Between details of one error. */
  between: '; ',
  messages: {
    FILE_NOT_FOUND: '{name} was not found. Attach it again, or choose another file.',
    FILE_EMPTY: '{name} is empty (0 bytes). Choose another file.',
    FILE_TOO_LARGE: '{name} is too large: {actual}, and at most {limit} is taken. {advice}',
    FILE_UNREADABLE: '{name} could not be read: {why}. Choose another file.',
    VIDEO_UNUSABLE: 'The video {name} cannot be used for this: {why}.',
    FRAME_MISSING:
      'There is no picture of the video {name}. One is taken when a video is dropped here, if it can be played.',
    FILE_MISLABELLED:
      '{name} is not what its name says: the name promises {claimed}, its content is {actual}. Rename it, or choose another file.',
    FILE_UNSUPPORTED:
      '{name} ({mime}) is of a type that is not supported. Choose an image, a recording, a text or a CSV.',
    HOME_UNUSABLE:
      'The data folder {home} cannot be used: {why}. Give it write access, or choose another folder.',
    HOME_IN_USE: 'The data folder {home} is in use by another Ensemble (process {pid}).',
    STORE_DAMAGED:
      'The database in {home} is damaged: {why}. It was kept as {backup}; a new one is made at the next start.',
    STORE_NEWER:
      'The database in {home} was written by a newer Ensemble (version {found}, this one knows {known}). Update Ensemble.',
    DISK_FULL: 'There is no space left to write {what}. Free some space and try again.',
    RUN_NOT_FOUND: 'This run is not there any more.',
    CONVERSATION_NOT_FOUND: 'This conversation is not there; it may have been deleted.',
    RUN_NOT_OPEN: 'This run has ended; only one that was interrupted, stopped or failed can go on.',
    PLAN_FILE_INVALID: 'The plan in {name} can’t be used: {why}.',
    PLAN_FILES_MISSING:
      'The plan in {name} works on files that are not attached: {files}. Attach them, then import it again.',
    IMPORT_INVALID: '{name} is no conversation that Ensemble exported: {why}. Choose another file.',
    PLAN_INVALID: 'The request could not be turned into tasks that fit together: {problems}.',
    NO_MODEL: 'Nothing on this machine can do “{task}” yet. It takes {needed}.',
    INPUT_INVALID: '“{task}” cannot use what it was given: {why}.',
    EXPERT_FAILED: '{model} failed at “{task}”: {why}.',
    HOST_BUSY: '{model} could not start “{task}”: {why}. Try again in a moment.',
    ENGINE_SILENT: 'Ensemble does not answer. If it was closed, start it again; then try again.',
    NETWORK_FAILED: '{host} could not be reached: {why}. Check the connection and try again.',
    MODEL_NOT_INSTALLED: '{model} is not on this machine. Install it under Models.',
    MODEL_UNUSABLE: '{model} cannot be used: {why}.',
    MODEL_CRASHED:
      '{model} ended its process while it did “{task}” on {device} as {dtype}: {why}. Nothing else was lost.',
    OUT_OF_MEMORY:
      '{model} needed more memory for “{task}” than there is on {device} as {dtype}: {why}. Choose a smaller model or number format.',
    DEVICE_MISSING: '{device} cannot be used here: {why}. {advice}',
    HUB_NOT_FOUND: 'The Hub has no {what}. Check its name and revision at {link}.',
    HUB_TOKEN_NEEDED:
      'The Hub shows {model} only to those who are signed in, or it does not exist. Set HF_TOKEN, under Keys in the settings, and see {link}.',
    HUB_LICENCE_NEEDED:
      'The owners of {model} want their terms accepted first. Accept them at {link} and try again.',
    HUB_OFFLINE: '{what} would have to be fetched, and {why}.',
    HUB_VARIABLE_SET:
      '{what} would have to be fetched, and {variable} is set in the environment. Start Ensemble without that variable to fetch it.',
    QUESTION_NOT_ASKED: 'The run does not wait for this word any more.',
    INSTALL_REFUSED:
      '“{task}” would take {model}, and it was not to be downloaded. Choose another model, or ask again and allow it.',
    NETWORK_REFUSED: '{what} is not asked: {why}.',
    HUB_TOKEN_REFUSED:
      '{provider} did not accept the token: {why}. Set HF_TOKEN, under Keys in the settings, to one that may ask inference providers; see {link}.',
    HUB_PAYMENT_NEEDED:
      '{provider} wants to be paid for {model}: {why}. Add credits or choose another provider; see {link}.',
    HUB_NOT_SERVED: '{model} is not served for “{task}” now: {why}. Choose another model.',
    HUB_RATE_LIMITED:
      '{provider} takes no more requests for {model} for now: {why}. Try again in a while.',
    HUB_MODEL_COLD: '{provider} has not loaded {model} yet: {why}. Try again in a few minutes.',
    HUB_PROVIDER_DOWN:
      '{provider} is out of order: {why}. Try again later, or choose another provider.',
    UPLOAD_REFUSED:
      '{file} was not sent to {provider}: {why}. Choose a model of this machine, or change what may be sent under Settings.',
    UPDATE_FAILED: 'Ensemble could not be updated: {why}.',
    BACKUP_NOT_FOUND: 'There is no backup {backup}. `ensemble backups` shows those that there are.',
    DOWNLOAD_DAMAGED: '{file} of {model} did not arrive whole: {why}. It was thrown away.',
    CONTROLLER_UNREACHABLE:
      '{controller} could not be reached at {address}: {why}. Check that it runs and that the address is right.',
    CONTROLLER_KEY_NEEDED:
      '{controller} did not accept the key ({source}): {why}. Set {variable}, under Keys in the settings, to a key of yours.',
    CONTROLLER_FORBIDDEN: '{controller} does not allow this: {why}.',
    CONTROLLER_QUOTA:
      'The account at {controller} has used up what it may spend: {why}. Raise its limit, or choose another language model.',
    CONTROLLER_MODEL_UNKNOWN:
      '{controller} does not know the model {model}: {why}. Choose one that it lists.',
    CONTROLLER_CONTEXT_FULL:
      'The request is too long for {controller}: {why}. Shorten it, or choose a model with a longer context.',
    CONTROLLER_BUSY: '{controller} is overloaded or broken for now: {why}. Try again in a moment.',
    CONTROLLER_REFUSED: '{controller} refused the request: {why}.',
    CONTROLLER_STALLED: '{controller} sent nothing for {seconds} s and was given up.',
    CONTROLLER_UNINTELLIGIBLE:
      '{controller} answered what is no answer: {why}. Check that the address is that of an OpenAI-compatible server, with its version (/v1).',
    CONTROLLER_NOT_ALLOWED: '{controller} is not asked: {why}.',
    CONTROLLER_UNKNOWN: 'There is no connection {connection}. Known are {known}.',
    REVIEW_NOT_ASKED: 'This run does not wait for a word on its plan any more.',
    PROMPT_INVALID: 'This prompt cannot be used: {why}.',
    TIMED_OUT: '{model} did not finish “{task}” within {seconds} s and was stopped.',
    UNAUTHORISED:
      'Ensemble was started anew and does not know this page. Open the address that it printed.',
    FOLDER_UNUSABLE:
      'The folder {folder} can’t be used: {why}. Give the path of a folder that is there.',
    CANCELLED: 'It was stopped before it ended.',
    KEY_REFUSED: 'The key for {variable} was not kept: {why}.',
    KEYRING_FAILED: 'The keyring of this system did not do its work: {why}.',
    USAGE: '{why}',
    INTERNAL: 'Something went wrong inside Ensemble: {why}. This is a bug; please report it.',
  },
  recoveries: {
    retry: 'Try again',
    'choose-file': 'Choose a file',
    'choose-model': 'Choose a model',
    'change-request': 'Change the request',
    'free-space': 'Free some space',
    'open-settings': 'Open the settings',
    none: 'Close',
  },
};
