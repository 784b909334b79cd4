// Answers by rules in Chinese. Data and small sentence makers.

import { MOST_CELLS_NAMED, type TaskOutput } from '../../../shared/outputs.ts';
import { type SimilarityBand, similarityBand } from '../../../shared/similarity-bands.ts';
import type { TaskType } from '../../../shared/tasks.ts';
import type { AnswerWords } from './answer-words.ts';

/** What was done, after the model; `$` stands for what it was done to. */
const DEEDS: Readonly<Partial<Record<TaskType, string>>> = {
  'image-to-text': '识别了 $ 中的文字',
  'document-question-answering': '在 $ 中查找了答案',
  'question-answering': '在 $ 中查找了答案',
  'text-to-speech': '朗读了 $',
  'token-classification': '标出了 $ 中的名称和日期',
  'text-classification': '判断了 $ 的情绪',
  summarization: '总结了 $',
  translation: '翻译了 $',
  'sentence-similarity': '比较了 $ 的用词',
  'tabular-classification': '补全了 $ 中的空格',
  'object-detection': '检测了 $ 中的物体',
  'canny-control': '画出了 $ 的边缘',
  'hed-control': '画出了 $ 的柔和边缘',
  'mlsd-control': '画出了 $ 的直线',
  'openpose-control': '画出了 $ 中人物的姿势',
  'image-to-image': '编辑了 $',
  'audio-to-audio': '为 $ 降了噪',
  'text-to-image': '按 $ 画了图片',
  'zero-shot-object-detection': '在 $ 中查找了这些物体',
  'image-classification': '判断了 $ 的内容',
  'zero-shot-image-classification': '判断了哪个词适合 $',
  'image-segmentation': '把 $ 划分成了区域',
  'background-removal': '去除了 $ 的背景',
  'depth-estimation': '估计了 $ 的深度',
  'normal-control': '画出了 $ 的表面朝向',
  'visual-question-answering': '在 $ 中查找了答案',
  'automatic-speech-recognition': '写下了 $ 的内容',
  'audio-classification': '判断了 $ 是什么声音',
};

const MOODS: Readonly<Record<string, string>> = {
  positive: '正面',
  negative: '负面',
  neutral: '中性',
};

const ALIKE: Record<SimilarityBand, string> = {
  same: '相同或几乎相同',
  similar: '相似',
  partly: '部分相似',
  slightly: '略微相似',
  different: '不同',
};

const SPEAKERS = { description: '的描述', answer: '的回答', detection: '的另一次检测' } as const;

const inPlace = (from: string) => (from === '' ? '' : `在 ${from} 中`);
const percent = (share: number) => `${Math.round(share * 100)}%`;

export const CHINESE_ANSWER: AnswerWords = {
  locale: 'zh-CN',
  list: joinNames,
  line: (sentences) => sentences.join(''),
  lasting: (file, seconds) => `${file}（${seconds} 秒）`,
  sized: (file, size) => `${file}（${size}）`,
  made: (files) => `生成了 ${files}。`,
  dubbed: (speech, video, file) => `把 ${speech} 配到了 ${video} 中：${file}。`,

  count: ({ label, total, perTask }) => {
    const parts = perTask.map(({ source, count }) => `${source} 中 ${count} 个`);
    return perTask.length > 1
      ? `**${label}：${total}**（${parts.join('，')}）。`
      : `${perTask[0]?.source ?? ''} 中 **${label}：${total}**。`;
  },
  disagreement: (disagreement) => {
    if (disagreement.kind === 'answer') {
      const given = disagreement.answers.map(
        ({ task, text }) => `“${text.replaceAll(/\s+/gu, ' ')}”（任务 ${task}）`,
      );
      return `对“${disagreement.question}”的回答不一致：${given.join('，')}。`;
    }
    const { by, picture, label, said, counted } = disagreement;
    return `${picture} ${SPEAKERS[by]}说 ${label} 有 ${said} 个，检测到的是 ${counted} 个；上面的数目以检测为准。`;
  },

  notDone: '未完成：',
  failed: ({ type, id }, why) => `${type}（任务 ${id}）失败：${why}`,
  skipped: ({ type, id }, because) => `${type}（任务 ${id}）因任务 ${because} 失败而跳过。`,
  stopped: ({ type, id }) => `${type}（任务 ${id}）已停止。`,
  undubbed: (video, why) => `未能为 ${video} 配音：${why}`,
  noTask: (files) =>
    `没有在${files === '' ? '请求' : `关于 ${files} 的请求`}中找到任务。内置规则只规划任务，不聊天。请说明要对哪个文件做什么，` +
    '例如：识别 invoice.png 中的文字并朗读、总结 notes.txt、找出 photo.jpg 的边缘。',

  step: (type, object, model) =>
    `用 ${model} ${tight((DEEDS[type] ?? `对 $ 做了 ${type}`).replace('$', () => object))}`,
  times: (step, times) => `${step}（${times} 次）`,
  way: (steps) => `我${steps.length > 1 ? '先' : ''}${steps.join('，再')}。`,
  theText: '这段文字',
  passedOn: () => '结果',
  unnamedModel: '未命名的模型',

  reads: (from, text) => `${from} 中的文字：\n\n${text}`,
  shows: (from, text) => `${from} 的内容：${text}`,
  noDescription: (from) => `没有得到 ${from} 的描述。`,
  noTextFound: (from) => `${from} 中没有找到文字。`,
  found: (answer, from, score) => `**${answer}**，${inPlace(from)}找到（得分 ${score}）。`,
  noAnswer: (from) => `${inPlace(from)}没有找到答案。`,
  asked: (question) => `“${question}”`,
  answered: (about, text) => `${about}：${text}`,
  kinds: {
    PERSON: '人物',
    LOCATION: '地点',
    ORGANIZATION: '机构',
    DATE: '日期',
    MONEY: '金额',
  },
  kind: (name, found) => `${name}：${found.join('、')}`,
  noEntities: (from) => `${inPlace(from)}没有找到名称、地点或日期。`,
  mood: (from, mood, score) =>
    `${from === '' ? '这段文字' : `${from} `}的情绪：${mood === undefined ? '不明' : (MOODS[mood] ?? mood)}（得分 ${score}）。`,
  summary: (from, text) => `${from === '' ? '' : `${from} 的`}要点：\n\n${text}`,
  unknownScore: '未知',
  result: ({ similarity, prediction }) =>
    similarity !== undefined ? alikeWords(similarity.score) : prediction && filledWords(prediction),
};

function joinNames(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join('、')} 和 ${last}`;
}

/** No space beside words of Chinese, which stand in for a name. */
function tight(words: string): string {
  return words.replaceAll(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '');
}

function alikeWords(score: number): string {
  return `相似度 ${score.toFixed(2)}（${ALIKE[similarityBand(score)]}）。`;
}

function filledWords({ column, cells, accuracy }: NonNullable<TaskOutput['prediction']>): string {
  const named = cells
    .slice(0, MOST_CELLS_NAMED)
    .map(({ row, value, score }) => `第 ${row + 1} 行 ${value}（${percent(score)}）`);
  const more = cells.length - named.length;
  const rows = [...named, ...(more > 0 ? [`另有 ${more} 个`] : [])];
  return `“${column}”列填入了 ${cells.length} 个空格：${rows.join('，')}。在已知行上检验，预测正确率为 ${percent(accuracy)}。`;
}
