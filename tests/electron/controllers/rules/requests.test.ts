// Whole requests and the plans that the rules make of them, through the plan compiler.

import { type Case, describePlans } from './plan.ts';

/** Plain controls, and pictures made on them. */
const CONTROLS: readonly Case[] = [
  ['Show the pose of the dancer in dancer.jpg', ['0 openpose-control(image=dancer.jpg)']],
  ['Find the poses of the people in team.png', ['0 openpose-control(image=team.png)']],
  ['Draw the soft edges of statue.jpg', ['0 hed-control(image=statue.jpg)']],
  ['hed boundary of coat.jpg', ['0 hed-control(image=coat.jpg)']],
  ['提取 ballet.jpg 里舞者的姿势', ['0 openpose-control(image=ballet.jpg)']],
  ['画出 statue.jpg 的柔和边缘', ['0 hed-control(image=statue.jpg)']],
  ['画出 temple.png 的边缘', ['0 canny-control(image=temple.png)']],
  [
    'Draw a robot in the pose of the man in runner.jpg',
    [
      '0 openpose-control(image=runner.jpg)',
      '1 openpose-text-to-image(image=<resource>-0, text=robot)',
    ],
  ],
  [
    'Create an image of a ghost based on the soft edges of coat.jpg',
    ['0 hed-control(image=coat.jpg)', '1 hed-text-to-image(image=<resource>-0, text=a ghost)'],
  ],
  [
    'Create a picture of a village from the segmentation map of town.jpg',
    [
      '0 image-segmentation(image=town.jpg)',
      '1 seg-text-to-image(image=<resource>-0, text=a village)',
    ],
  ],
  [
    'Create a picture of a cave with the depth map of tunnel.jpg',
    [
      '0 depth-estimation(image=tunnel.jpg)',
      '1 depth-text-to-image(image=<resource>-0, text=a cave)',
    ],
  ],
];

const HUGGINGGPT: readonly Case[] = [
  [
    'tell me the content of vege-meat.jpg, and generate a recipe picture from the foodstuff',
    [
      '0 image-to-text(image=vege-meat.jpg)',
      '1 text-generation(text=generate a recipe picture from the foodstuff | <resource>-0)',
      '2 text-to-image(text=<resource>-1)',
    ],
  ],
  [
    'Collection A: a.jpg, B: b.jpg, C: c.jpg. How many zebras are in these pictures?',
    [
      '0 object-detection(image=a.jpg)',
      '1 object-detection(image=b.jpg)',
      '2 object-detection(image=c.jpg)',
    ],
  ],
  ['draw "a field of wildflowers"', ['0 text-to-image(text=a field of wildflowers)']],
  [
    'egg.jpg and chili2.jpg: what are they, and generate a recipe picture',
    [
      '0 image-to-text(image=egg.jpg)',
      '1 image-to-text(image=chili2.jpg)',
      '2 text-generation(text=generate a recipe picture | <resource>-0 | <resource>-1)',
      '3 text-to-image(text=<resource>-2)',
    ],
  ],
  [
    'I have egg.jpg and chili2.jpg: what are they, and generate a recipe picture',
    [
      '0 image-to-text(image=egg.jpg)',
      '1 image-to-text(image=chili2.jpg)',
      '2 text-generation(text=generate a recipe picture | <resource>-0 | <resource>-1)',
      '3 text-to-image(text=<resource>-2)',
    ],
  ],
  [
    'generate a video of "a blue bird is flying around the apple tree", and dub it',
    [
      '0 text-to-video(text=a blue bird is flying around the apple tree)',
      '1 text-to-speech(text=a blue bird is flying around the apple tree)',
    ],
  ],
  [
    'read the image example.jpg for me',
    ['0 image-to-text(image=example.jpg)', '1 text-to-speech(text=<resource>-0)'],
  ],
  [
    'an image of a girl reading a book in the pose of the boy in example.jpg, then describe it with your voice',
    [
      '0 openpose-control(image=example.jpg)',
      '1 openpose-text-to-image(image=<resource>-0, text=a girl reading a book)',
      '2 image-to-text(image=<resource>-1)',
      '3 text-to-speech(text=<resource>-2)',
    ],
  ],
  [
    'generate an image with the pose of example1.jpg and the description of example2.jpg',
    [
      '0 openpose-control(image=example1.jpg)',
      '1 image-to-text(image=example2.jpg)',
      '2 openpose-text-to-image(image=<resource>-0, text=<resource>-1)',
    ],
  ],
  [
    'what is the student amount? and describe the image with your voice',
    [
      '0 document-question-answering(image=document.png, text=what is the student amount?)',
      '1 image-to-text(image=document.png)',
      '2 text-to-speech(text=<resource>-1)',
    ],
    { attached: ['document.png'] },
  ],
  [
    'a joke and an image of a cat',
    ['0 conversational(text=a joke)', '1 text-to-image(text=a cat)'],
  ],
  [
    'describe this image in as much detail as possible',
    [
      '0 image-to-text(image=scene.png)',
      '1 image-classification(image=scene.png)',
      '2 object-detection(image=scene.png)',
      '3 image-segmentation(image=scene.png)',
      '4 visual-question-answering(image=scene.png, text=What is there?)',
    ],
    { attached: ['scene.png'] },
  ],
  [
    'create an image of a castle on a hill at night based on the edges of tower.png',
    [
      '0 canny-control(image=tower.png)',
      '1 canny-text-to-image(image=<resource>-0, text=a castle on a hill at night)',
    ],
  ],
  [
    'based on the above canny image and a prompt "a red car", generate a new image',
    ['0 canny-text-to-image(image=canny.png, text=a red car)'],
    { earlier: ['photo.png', 'canny.png'] },
  ],
];

const EVERYDAY: readonly Case[] = [
  [
    'read invoice.png for me',
    ['0 image-to-text(image=invoice.png)', '1 text-to-speech(text=<resource>-0)'],
  ],
  [
    'what is the total on invoice.png?',
    ['0 document-question-answering(image=invoice.png, text=what is the total?)'],
  ],
  [
    'What colour is the boat in the picture lake.jpg?',
    ['0 visual-question-answering(image=lake.jpg, text=What colour is the boat?)'],
  ],
  [
    'how many people are in photo.jpg?',
    ['0 visual-question-answering(image=photo.jpg, text=how many people are in the picture?)'],
  ],
  [
    'when was the bridge built according to paragraph.txt?',
    ['0 question-answering(text=when was the bridge built?, context=paragraph.txt)'],
  ],
  [
    'in paragraph.txt, who lit the first lighthouse?',
    ['0 question-answering(text=who lit the first lighthouse?, context=paragraph.txt)'],
  ],
  [
    'according to paragraph.txt, when was it built?',
    ['0 question-answering(text=when was it built?, context=paragraph.txt)'],
  ],
  [
    'read notice.png, summarise paragraph.txt in two sentences, and tell me how similar the two are',
    [
      '0 image-to-text(image=notice.png)',
      '1 summarization(text=paragraph.txt, length=two sentences)',
      '2 sentence-similarity(text1=<resource>-0, text2=<resource>-1)',
    ],
  ],
  [
    'find the edges and the straight lines in scene.png, and clean up recording.wav',
    [
      '0 canny-control(image=scene.png)',
      '1 mlsd-control(image=scene.png)',
      '2 audio-to-audio(audio=recording.wav)',
    ],
  ],
  [
    'extract the text of a.png and b.png and read both to me',
    [
      '0 image-to-text(image=a.png)',
      '1 image-to-text(image=b.png)',
      '2 text-to-speech(text=<resource>-0 | <resource>-1)',
    ],
  ],
  [
    'summarise paragraph.txt in two sentences and read it aloud',
    [
      '0 summarization(text=paragraph.txt, length=two sentences)',
      '1 text-to-speech(text=<resource>-0)',
    ],
  ],
  [
    'read notice.png and compare it with paragraph.txt',
    [
      '0 image-to-text(image=notice.png)',
      '1 sentence-similarity(text1=<resource>-0, text2=paragraph.txt)',
    ],
  ],
  ['clean up recording.wav', ['0 audio-to-audio(audio=recording.wav)']],
  ['who is mentioned in paragraph.txt?', ['0 token-classification(text=paragraph.txt)']],
  ['fill in the missing species in flowers.csv', ['0 tabular-classification(table=flowers.csv)']],
  [
    'make scene.png greyscale and find its edges',
    [
      '0 image-to-image(image=scene.png, text=make it greyscale)',
      '1 canny-control(image=<resource>-0)',
    ],
  ],
  ["is this review positive: 'I loved it'", ['0 text-classification(text=I loved it)']],
  ["how similar are 'a b' and 'c d'?", ['0 sentence-similarity(text1=a b, text2=c d)']],
  ["say 'hello there' in a male voice", ['0 text-to-speech(text=hello there, voice=male)']],
  [
    "translate 'good morning' to French and say it",
    [
      '0 translation(text=good morning, target_language=French)',
      '1 text-to-speech(text=<resource>-0)',
    ],
  ],
  [
    'how many zebras are in a.jpg, b.jpg and c.jpg?',
    [
      '0 object-detection(image=a.jpg)',
      '1 object-detection(image=b.jpg)',
      '2 object-detection(image=c.jpg)',
    ],
  ],
  [
    "classify 'the match ended 2:1' as sports, politics or finance",
    ['0 zero-shot-classification(text=the match ended 2:1, labels=sports, politics, finance)'],
  ],
  [
    'is photo.jpg a cat, a dog or a horse?',
    ['0 zero-shot-image-classification(image=photo.jpg, labels=cat, dog, horse)'],
  ],
];

const CHINESE: readonly Case[] = [
  [
    '把 invoice.png 的内容读给我听',
    ['0 image-to-text(image=invoice.png)', '1 text-to-speech(text=<resource>-0)'],
  ],
  ['画一只猫', ['0 text-to-image(text=一只猫)']],
  ['总结 paragraph.txt', ['0 summarization(text=paragraph.txt)']],
  [
    '把“早上好”翻译成法语并读出来',
    ['0 translation(text=早上好, target_language=French)', '1 text-to-speech(text=<resource>-0)'],
  ],
  [
    '先描述 a.png，然后翻译成英语，最后读给我听',
    [
      '0 image-to-text(image=a.png)',
      '1 translation(text=<resource>-0, target_language=English)',
      '2 text-to-speech(text=<resource>-1)',
    ],
  ],
  [
    'a.jpg、b.jpg 里有几只斑马？',
    ['0 object-detection(image=a.jpg)', '1 object-detection(image=b.jpg)'],
  ],
  ['找出 a.jpg 的边缘和直线', ['0 canny-control(image=a.jpg)', '1 mlsd-control(image=a.jpg)']],
];

/** Beside a picture of an earlier turn, which is not meant. */
const ADDRESSED: readonly Case[] = [
  [
    'read https://pictures.example/invoice.png',
    ['0 image-to-text(image=https://pictures.example/invoice.png)'],
    { earlier: ['scene.png'] },
  ],
  [
    'what is in https://a.example/b/photo.jpg?size=1, please?',
    ['0 image-to-text(image=https://a.example/b/photo.jpg?size=1)'],
    { attached: ['scene.png'] },
  ],
  [
    'How many chairs are in https://a.example/a.jpg and b.jpg?',
    ['0 object-detection(image=https://a.example/a.jpg)', '1 object-detection(image=b.jpg)'],
  ],
  [
    '朗读（https://a.example/信.png）。',
    ['0 image-to-text(image=https://a.example/信.png)', '1 text-to-speech(text=<resource>-0)'],
    { earlier: ['scene.png'] },
  ],
  // Where the path does not tell, the words beside the address do.
  [
    'What is in the picture at https://a.example/x?id=3?',
    ['0 image-to-text(image=https://a.example/x?id=3)'],
  ],
  [
    'Transcribe the recording at https://a.example/talks/7',
    ['0 automatic-speech-recognition(audio=https://a.example/talks/7)'],
  ],
  [
    'Transcribe https://a.example/talks/7, please.',
    ['0 automatic-speech-recognition(audio=https://a.example/talks/7)'],
  ],
  [
    'Find the edges of the photo at https://a.example/view.php?p=1',
    ['0 canny-control(image=https://a.example/view.php?p=1)'],
  ],
  ['draw a picture of a cat. https://a.example/x', ['0 text-to-image(text=a cat)']],
  ['描述图片 https://a.example/x', ['0 image-to-text(image=https://a.example/x)']],
  ['https://a.example/x 这张照片里有什么？', ['0 image-to-text(image=https://a.example/x)']],
];

describePlans([
  ['HuggingGPT is known by', HUGGINGGPT],
  ['ask for controls', CONTROLS],
  ['people make every day', EVERYDAY],
  ['people make in Chinese', CHINESE],
  ['name an address', ADDRESSED],
]);
