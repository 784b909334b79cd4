// 结果下方的说明，与回答所用的相同。

import { RESULT_NOTES_ZH } from '../../../shared/result-notes-zh.ts';
import type { resultNotes as en } from '../en/result-notes.ts';

export const resultNotes: typeof en = RESULT_NOTES_ZH;
