// 仅桌面窗口才有的设置部分（见 all-messages.ts）。

import type { Messages } from '../messages.ts';

export const desktop: Messages['desktop'] = {
  title: '桌面',
  notify: '在后台时通知我运行情况',
  notifyHint:
    '窗口不在最前面时，运行完成、失败或等待你答复，系统会显示通知：只含对话的标题，不含任何内容。',
  crashes:
    '{count, plural, other {Ensemble 近期意外中断了 # 次，最近一次在 {latest}。}}时间和方式记录在数据文件夹的 crashes.json 中，不会发送出去。',
};
