// 仅桌面窗口才有的设置部分（见 all-messages.ts）。

import type { Messages } from '../messages.ts';

export const desktop: Messages['desktop'] = {
  title: '桌面',
  notify: '在后台时通知我运行情况',
  notifyHint:
    '窗口不在最前面时，运行完成、失败或等待你答复，系统会显示通知：只含对话的标题，不含任何内容。',
};
