// 结果下方的说明；英文见 shared/result-notes.ts。

import type { resultNotes as en } from '../en/result-notes.ts';

export const resultNotes: typeof en = {
  'as-written': '{text}',
  'video-frame': '视频只看了一帧，取自中间（{seconds, number, ::.0} 秒处）。',
  'silent-recording': '录音是静音的，没有可识别的内容。',
  'noise-fell':
    '底噪降低了 {drop, number} dB，从满刻度的 {from, number} dB 降到 {to, number} dB，在录音最安静的十分之一处测得。',
  'noise-none': '没有可去除的稳定噪声：底噪从满刻度的 {from, number} dB 变为 {to, number} dB。',
  'question-cut': '问题太长，只读了开头部分。',
  'cut-off': '文字在 {tokens} 个词元后被截断。',
};
