// Requests about pictures of earlier turns and about videos, and the plans that the rules make of them.

import { type Case, describePlans, type Files } from './plan.ts';

const MAP: Files = { earlier: ['photo.png', 'edges.png'] };

/** What people say in place of those words, for a new picture on one that is there. */
const OTHER_WORDS: readonly Case[] = [
  [
    'Based on the above canny image, draw a red circle on a blue ground.',
    ['0 canny-text-to-image(image=edges.png, text=red circle on a blue ground)'],
    MAP,
  ],
  [
    'based on the edge picture above, draw a red house with a garden',
    ['0 canny-text-to-image(image=edges.png, text=red house with a garden)'],
    MAP,
  ],
  [
    'Draw a red circle based on the above canny image.',
    ['0 canny-text-to-image(image=edges.png, text=red circle)'],
    MAP,
  ],
  ['Sketch a boat on this edge map', ['0 canny-text-to-image(image=edges.png, text=boat)'], MAP],
  [
    'Draw the edges of the picture above',
    ['0 canny-control(image=photo.png)'],
    { earlier: ['photo.png'] },
  ],
  [
    'Draw a house on the last hill of the island',
    ['0 text-to-image(text=house on the last hill of the island)'],
  ],
  [
    'Draw what two.jpg shows in the pose of one.jpg',
    [
      '0 image-to-text(image=two.jpg)',
      '1 openpose-control(image=one.jpg)',
      '2 openpose-text-to-image(image=<resource>-1, text=<resource>-0)',
    ],
  ],
  [
    'Make a picture with the content of two.jpg in the pose of the man in one.jpg',
    [
      '0 image-to-text(image=two.jpg)',
      '1 openpose-control(image=one.jpg)',
      '2 openpose-text-to-image(image=<resource>-1, text=<resource>-0)',
    ],
  ],
];

const CLIP: Files = { attached: ['clip.mp4'] };
const BOTH: Files = { attached: ['clip.mp4', 'b.png'] };

const VIDEOS: readonly Case[] = [
  ['transcribe clip.mp4', ['0 automatic-speech-recognition(audio=clip.mp4)'], CLIP],
  [
    'transcribe the video and translate it into German',
    [
      '0 automatic-speech-recognition(audio=clip.mp4)',
      '1 translation(text=<resource>-0, target_language=German)',
    ],
    CLIP,
  ],
  ['remove the noise from this video', ['0 audio-to-audio(audio=clip.mp4)'], CLIP],
  ['转写这个视频', ['0 automatic-speech-recognition(audio=clip.mp4)'], CLIP],
  [
    'dub the video with "The sun rises over the video wall."',
    ['0 text-to-speech(text=The sun rises over the video wall.)'],
    CLIP,
  ],
  ['给这个视频配音：“欢迎光临”', ['0 text-to-speech(text=欢迎光临)'], CLIP],
  ['make a video of the sea', ['0 text-to-video(text=the sea)'], CLIP],
  ['write down what is said in clip.mp4', ['0 automatic-speech-recognition(audio=clip.mp4)'], CLIP],
  ['what is in clip.mp4?', ['0 image-to-text(image=clip.mp4)'], CLIP],
  ['describe this video', ['0 image-to-text(image=clip.mp4)'], CLIP],
  ['find the objects in clip.mp4', ['0 object-detection(image=clip.mp4)'], CLIP],
  [
    'how many cats are in clip.mp4?',
    ['0 visual-question-answering(image=clip.mp4, text=how many cats are in the picture?)'],
    CLIP,
  ],
  [
    'clip.mp4 里有几只猫？',
    ['0 visual-question-answering(image=clip.mp4, text=clip.mp4 里有几只猫?)'],
    CLIP,
  ],
  ['find the edges in clip.mp4', ['0 canny-control(image=clip.mp4)'], CLIP],
  ['这个视频里有什么？', ['0 image-to-text(image=clip.mp4)'], CLIP],
  ['描述这个视频', ['0 image-to-text(image=clip.mp4)'], CLIP],
  ['找出 clip.mp4 里的物体', ['0 object-detection(image=clip.mp4)'], CLIP],
  [
    'Count the red circles in clip.mp4.',
    ['0 visual-question-answering(image=clip.mp4, text=How many red circles are there?)'],
    CLIP,
  ],
  ['写下 clip.mp4 里说了什么', ['0 automatic-speech-recognition(audio=clip.mp4)'], CLIP],
  ['describe the picture', ['0 image-to-text(image=b.png)'], BOTH],
  ['describe the video', ['0 image-to-text(image=clip.mp4)'], BOTH],
];

/** Chinese requests for pictures that keep what another has, and for several pictures. */
const CHINESE: readonly Case[] = [
  ['画出 ballet.jpg 里舞者的姿势', ['0 openpose-control(image=ballet.jpg)']],
  [
    '画一个骑士，姿势和 runner.jpg 一样',
    [
      '0 openpose-control(image=runner.jpg)',
      '1 openpose-text-to-image(image=<resource>-0, text=一个骑士)',
    ],
  ],
  [
    '保持 tower.png 的轮廓，画一只猫',
    ['0 canny-control(image=tower.png)', '1 canny-text-to-image(image=<resource>-0, text=一只猫)'],
  ],
  [
    '先提取 tower.png 的边缘，再根据边缘画一座城堡',
    [
      '0 canny-control(image=tower.png)',
      '1 canny-text-to-image(image=<resource>-0, text=一座城堡)',
    ],
  ],
  [
    '识别 notice.png 中的文字，用两句话总结 notes.txt，再告诉我两者有多相似',
    [
      '0 image-to-text(image=notice.png)',
      '1 summarization(text=notes.txt, length=2 sentences)',
      '2 sentence-similarity(text1=<resource>-0, text2=<resource>-1)',
    ],
  ],
  ['画一张线条简单的猫', ['0 text-to-image(text=线条简单的猫)']],
  ['画一只猫。再画一只狗。', ['0 text-to-image(text=一只猫)', '1 text-to-image(text=一只狗)']],
  ['先画一只猫，再画一只狗', ['0 text-to-image(text=一只猫)', '1 text-to-image(text=一只狗)']],
  [
    '画一个女孩，并画出 temple.png 的边缘',
    ['0 text-to-image(text=一个女孩)', '1 canny-control(image=temple.png)'],
  ],
];

const ONE_AFTER_ANOTHER: readonly Case[] = [
  ['Draw a cat, then draw a dog.', ['0 text-to-image(text=cat)', '1 text-to-image(text=dog)']],
  ['Draw a cat. Then draw it.', ['0 text-to-image(text=cat)']],
  [
    'Draw a cat and then count the animals.',
    [
      '0 text-to-image(text=cat)',
      '1 visual-question-answering(image=<resource>-0, text=How many animals are there?)',
    ],
  ],
];

describePlans([
  ['ask for in Chinese', CHINESE],
  ['want one after another', ONE_AFTER_ANOTHER],
  ['ask for the like in other words', OTHER_WORDS],
  ['people make of a video', VIDEOS],
]);
