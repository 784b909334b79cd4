// 设置中的诊断。这些文字随该页面载入（见 all-messages.ts）。

import type { Messages } from '../messages.ts';

export const diagnostics: Messages['diagnostics'] = {
  title: '诊断',
  hint: '出了什么问题，以及有助于找出原因的信息',
  loading: '正在读取日志',
  brokeOff: {
    engine: 'Ensemble 上次没有正常结束；最后一次记录的时间是 {time}。',
    window: '窗口在 {time} 中断。',
    hint: '当时正在运行的任务已保留，可以继续。下面的报告有更多信息；它不会被发送到任何地方。',
    look: '查看',
    close: '关闭此提示',
  },
  latest: {
    title: '最近出现的问题',
    none: '没有',
    count: '{count, plural, other {# 条}}',
    nothing: '在日志记录的时间内没有出现问题。',
    nameless: '…',
    noReason: '日志中没有原因',
    events: {
      started: 'Ensemble 已启动。',
      stopped: 'Ensemble 已结束。',
      devices: '已测试设备。',
      'broke-off': '启动时发现 Ensemble 之前没有正常结束。',
      'attempt-failed': '任务的一次尝试失败。',
      'task-failed': '一个任务失败。',
      'run-failed': '一次运行失败。',
      refused: '页面请求的内容无法完成。',
      bug: 'Ensemble 内部出现错误。',
      'page-bug': '页面出现错误。',
      'engine-ended': '引擎自行结束。',
      'window-broke': '窗口中断。',
      'window-recovered': '窗口恢复了响应。',
    },
  },
  report: {
    title: '报告',
    hint: '版本、设备、设置和最近的日志，不含你的请求、文件名、文件夹或密钥。它不会被发送到任何地方。',
    show: '显示报告',
    hide: '关闭报告',
    text: '报告内容',
    copy: '复制报告',
    copied: '报告已复制。',
    save: '保存报告',
  },
  folders: {
    title: '数据文件夹',
    copy: '复制路径',
    copied: '路径已复制。',
    data: '打开数据文件夹',
    logs: '打开日志',
    log: '日志占用 {bytes}；较早的记录会自动清除。',
    failure: '无法写入日志（{code}）。',
  },
};
