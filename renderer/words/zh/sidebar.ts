// 对话列表。

import type { Messages } from '../messages.ts';

export const sidebar: Messages['sidebar'] = {
  label: '对话',
  new: '新对话',
  search: '搜索',
  clearSearch: '清除搜索',
  groups: {
    pinned: '已置顶',
    today: '今天',
    yesterday: '昨天',
    week: '本周早些时候',
    month: '本月早些时候',
  },
  loading: '正在载入对话',
  empty: '还没有对话',
  emptyHint: '你的请求会保存在这里。',
  nothingFound: '没有找到',
  nothingFoundHint: '标题、请求、回答和结果中都没有“{words}”。',
  found: '{count, plural, other {找到 # 个对话}}',
  foundIn: { title: '标题', request: '请求', answer: '回答', result: '结果' },
  states: { running: '运行中', failed: '失败', interrupted: '已中断' },
  more: '“{title}”的更多操作',
  title: '对话标题',
  rename: '重命名',
  pin: '置顶',
  unpin: '取消置顶',
  delete: '删除',
  deleted: '{count, plural, =1 {已删除“{title}”。} other {已删除 # 个对话。}}',
  undo: '撤销',
  models: '模型',
  settings: '设置',
};
