import { describe, expect, it } from 'vitest';
import { useDetailText, useErrorText } from '../../../renderer/ui/error-text.ts';
import type { Language } from '../../../renderer/words/languages.ts';
import { AppError, detail, type ErrorReport, toErrorReport } from '../../../shared/errors.ts';
import { spoken } from '../spoken.tsx';

function said(language: Language, report: ErrorReport): string {
  return spoken(language, useErrorText)(report);
}

describe('an error', () => {
  it.each([
    [
      AppError.of('FILE_MISLABELLED', {
        ...{ name: 'a.png', claimed: detail('an-image'), actual: detail('a-recording') },
      }),
      'the name promises an image, its content is a recording',
      '名称表示图片，内容却是录音',
    ],
    [
      AppError.of('VIDEO_UNUSABLE', { name: 'a.mp4', why: detail('video-no-sound') }),
      'cannot be used for this: it has no sound.',
      '无法用于此处：它没有声音。',
    ],
    [
      AppError.of('INPUT_INVALID', {
        ...{ task: 'image-to-text', why: detail('slot-no-file', { slot: 'image', given: 'text' }) },
      }),
      'its Image should be a file and is text',
      '“图片”应为文件，得到的却是文本',
    ],
    [
      AppError.of('NETWORK_FAILED', { host: detail('the-hub'), why: 'ECONNREFUSED' }),
      'The Hub could not be reached: ECONNREFUSED.',
      '无法连接 Hub：ECONNREFUSED。',
    ],
    [
      AppError.of('UPLOAD_REFUSED', {
        ...{ file: 'a.png', provider: 'fal-ai', why: detail('nobody-there') },
      }),
      'nobody was there to allow it.',
      '没有人在场允许。',
    ],
  ])('says its details in the language of the screen: %s', (error, english, chinese) => {
    const report = toErrorReport(error);
    expect(said('en', report)).toContain(english);
    expect(said('zh-CN', report)).toContain(chinese);
  });

  it('says what a task needs, and each way to it', () => {
    const needs = { ...detail('needs', { needs: 'object-detection' }), text: 'a detector' };
    const needed = [needs, detail('way-token', { model: 'a/b' })];
    const report = toErrorReport(AppError.of('NO_MODEL', { task: 'object-detection', needed }));
    expect(said('en', report)).toContain('DETR or YOLO; with a token of the Hub in HF_TOKEN a/b');
    expect(said('zh-CN', report)).toContain(
      '如 DETR 或 YOLO；在 HF_TOKEN 中设置 Hub 令牌后可使用 a/b',
    );
  });

  it('from before there were details keeps its words', () => {
    const report = toErrorReport(
      AppError.of('IMPORT_INVALID', { name: 'a.zip', why: 'it is no ZIP' }),
    );
    expect(said('zh-CN', report)).toBe(
      'a.zip 不是 Ensemble 导出的对话：it is no ZIP。请选择其他文件。',
    );
  });
});

it('says a detail that is not known any more as it was written', () => {
  const unknown = { code: 'of-another-version', data: {}, text: 'it was so' };
  expect(spoken('zh-CN', useDetailText)(unknown)).toBe('it was so');
});
