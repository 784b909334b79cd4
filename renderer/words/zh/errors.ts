// 错误信息，与回答所用的相同；代码见 shared/errors.ts。

import { BETWEEN_DETAILS_ZH, ERROR_DETAILS_ZH } from '../../../shared/error-details-zh.ts';
import { ERRORS_ZH } from '../../../shared/error-table-zh.ts';
import type { Messages } from '../messages.ts';

export const errors: Messages['errors'] = {
  details: ERROR_DETAILS_ZH,
  between: BETWEEN_DETAILS_ZH,
  messages: ERRORS_ZH,
  recoveries: {
    retry: '重试',
    'choose-file': '选择文件',
    'choose-model': '选择模型',
    'change-request': '修改请求',
    'free-space': '释放空间',
    'open-settings': '打开设置',
    none: '关闭',
  },
};
