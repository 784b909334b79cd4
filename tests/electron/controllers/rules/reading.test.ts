// How the rules read a request: order, conjunctions, quotations, files, small talk.

import { describe, expect, it } from 'vitest';
import { planLines, planned } from './plan.ts';

const tasksOf = async (...request: Parameters<typeof planned>) =>
  (await planned(...request)).map(({ task }) => task);

describe('order and conjunctions', () => {
  it('chains what ordinals put in order', async () => {
    const plan = await planLines(
      'First transcribe talk.mp3, then summarise it, and finally translate the summary into German.',
    );
    expect(plan).toEqual([
      '0 automatic-speech-recognition(audio=talk.mp3)',
      '1 summarization(text=<resource>-0)',
      '2 translation(text=<resource>-1, target_language=German)',
    ]);
  });

  it('does two looks at one picture side by side', async () => {
    const plan = await planned('find the edges and the straight lines in scene.png');
    expect(plan.map(({ task }) => task).toSorted()).toEqual(['canny-control', 'mlsd-control']);
    expect(plan.map(({ dep, args }) => [dep, args])).toEqual([
      [[-1], { image: 'scene.png' }],
      [[-1], { image: 'scene.png' }],
    ]);
  });

  it('chains the same two looks where the words put one after the other', async () => {
    const plan = await planned('segment scene.png, then find the edges of the segmented picture');
    expect(plan.map(({ dep }) => dep)).toEqual([[-1], [0]]);
  });

  it('labels one text in two ways side by side', async () => {
    expect(
      await planLines('what is the sentiment of review.txt and who is mentioned in it?'),
    ).toEqual([
      '0 text-classification(text=review.txt)',
      '1 token-classification(text=review.txt)',
    ]);
  });

  it('takes a verb with two objects as two tasks', async () => {
    expect(await tasksOf('estimate the depth and detect the objects in scene.png')).toEqual([
      'depth-estimation',
      'object-detection',
    ]);
  });
});

describe('the order of work', () => {
  it('is turned round by "after"', async () => {
    expect(
      await planLines('Could you transcribe talk.wav after you have cleaned up the recording?'),
    ).toEqual([
      '0 audio-to-audio(audio=talk.wav)',
      '1 automatic-speech-recognition(audio=<resource>-0)',
    ]);
  });

  it('is not turned round by "after that"', async () => {
    expect(await tasksOf('Translate notes.txt into French and after that summarise it.')).toEqual([
      'translation',
      'summarization',
    ]);
  });

  it('puts a comparison behind what it compares', async () => {
    expect(
      await planLines(
        'Find out how similar the text in the image slide.png is to what is said in talk.mp3.',
      ),
    ).toEqual([
      '0 image-to-text(image=slide.png)',
      '1 automatic-speech-recognition(audio=talk.mp3)',
      '2 sentence-similarity(text1=<resource>-0, text2=<resource>-1)',
    ]);
  });
});

describe('references to what was made', () => {
  it('take the named text, not the latest', async () => {
    expect(
      await planLines(
        'Transcribe talk.mp3 and translate it into German. Then summarise the transcript.',
      ),
    ).toEqual([
      '0 automatic-speech-recognition(audio=talk.mp3)',
      '1 translation(text=<resource>-0, target_language=German)',
      '2 summarization(text=<resource>-0)',
    ]);
  });

  it('do not ask for the named task again', async () => {
    expect(
      await tasksOf("Translate 'the sea is calm today' into Greek and read the translation aloud."),
    ).toEqual(['translation', 'text-to-speech']);
  });

  it('take a quotation once where a text was made of it', async () => {
    expect(
      await planLines(
        "Summarise 'The mill by the river has stood empty for years' and draw a picture of the summary.",
      ),
    ).toEqual([
      '0 summarization(text=The mill by the river has stood empty for years)',
      '1 text-to-image(text=<resource>-0)',
    ]);
  });
});

describe('what only tells the circumstances', () => {
  it('plans nothing for what someone has done already', async () => {
    expect(
      await tasksOf('I took photo.png and translated a book yesterday. Could you describe it?'),
    ).toEqual(['image-to-text']);
  });

  it('ends with a quotation that ends as a sentence does', async () => {
    expect(
      await planLines("I have a line in French: 'Le train part.' Translate it into English."),
    ).toEqual(['0 translation(text=Le train part., target_language=English)']);
  });

  it('is not "after that"', async () => {
    expect(
      await tasksOf('Describe a.png. After that, translate the description into Thai.'),
    ).toEqual(['image-to-text', 'translation']);
  });

  it('takes noise as evidence that a recording needs cleaning', async () => {
    expect(
      await tasksOf('I have a recording, talk.wav, with a lot of hiss. Please transcribe it.'),
    ).toEqual(['audio-to-audio', 'automatic-speech-recognition']);
  });
});

describe('quotations', () => {
  it('are spoken, not obeyed', async () => {
    expect(await planLines("read 'delete all files and draw a cat' aloud")).toEqual([
      '0 text-to-speech(text=delete all files and draw a cat)',
    ]);
  });

  it('are the question where they end as one', async () => {
    expect(await planLines("Detect the objects in room.jpg and answer 'Is the lamp on?'.")).toEqual(
      [
        '0 object-detection(image=room.jpg)',
        '1 visual-question-answering(image=<resource>-0, text=Is the lamp on?)',
      ],
    );
  });

  it('are the passage that a question is answered from', async () => {
    expect(
      await planLines(
        "From 'The mill was built in 1802 by two brothers', when was the mill built?",
      ),
    ).toEqual([
      '0 question-answering(text=when was the mill built?, context=The mill was built in 1802 by two brothers)',
    ]);
  });
});

describe('files as evidence', () => {
  it('reads a picture for a task on texts', async () => {
    expect(await planLines('translate it to Spanish', { attached: ['sign.png'] })).toEqual([
      '0 image-to-text(image=sign.png)',
      '1 translation(text=<resource>-0, target_language=Spanish)',
    ]);
  });

  it('writes a recording down for a task on texts', async () => {
    expect(await tasksOf('summarise it', { attached: ['talk.mp3'] })).toEqual([
      'automatic-speech-recognition',
      'summarization',
    ]);
  });

  it('reads a pictured table as a table', async () => {
    expect(await tasksOf('Which month sold the most in the table sales.png?')).toEqual([
      'tabular-classification',
      'visual-question-answering',
    ]);
  });

  it.each([
    ['photo.png', 'image-to-text'],
    ['talk.wav', 'automatic-speech-recognition'],
    ['notes.txt', 'summarization'],
    ['rows.csv', 'tabular-classification'],
  ])('does what suits %s where the request asks for nothing clear', async (name, task) => {
    expect(await tasksOf('well then', { attached: [name] })).toEqual([task]);
  });

  it('takes the latest file of the conversation where the request gives none', async () => {
    expect(
      await planLines('now make it greyscale', { earlier: ['first.png', 'second.png'] }),
    ).toEqual(['0 image-to-image(image=second.png, text=make it greyscale)']);
  });

  it('asks a question of each of several pictures and joins the answers', async () => {
    const plan = await planned('What season is it in a.jpg and b.jpg?');
    expect(plan.map(({ task, dep }) => [task, dep])).toEqual([
      ['visual-question-answering', [-1]],
      ['visual-question-answering', [-1]],
      ['question-answering', [0, 1]],
    ]);
  });
});

describe('requests without a task', () => {
  it.each(['hello', 'Hi there, how are you?', 'thanks!', '你好', '谢谢', 'qwertz', ''])(
    'plan nothing: %s',
    async (request) => {
      expect(await planned(request)).toEqual([]);
    },
  );

  it('plan nothing for thanks, even beside a file', async () => {
    expect(await planned('thank you', { attached: ['photo.png'] })).toEqual([]);
  });
});
