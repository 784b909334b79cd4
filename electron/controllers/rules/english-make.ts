// English phrases for making pictures, videos and maps of a picture, and for pictures that keep another's
// edges, pose or depth. Data only; see rule.ts.

import type { Rule, Step } from './rule.ts';

const KEEPS =
  '(based on|from|with|keeping|keep|following|follow|according to|using|use|take|that has|in)';
const controlled = (words: string): readonly string[] => [
  `{create} ~ {picture} ... ${KEEPS} .. (${words})`,
  `{create} .. ${KEEPS} .. (${words}) .. {image}`,
  `${KEEPS} .. (${words}) ... {create} ~ {picture}`,
  `(${words.split('|')[0]})-text-to-image`,
  `(${words.split('|')[0]}) text to image`,
];

const DRAWN = '(draw|paint|sketch) (a|an|the|some|one|two|three|@quote)';

/** Phrases for a control picture that the conversation already holds. */
const above = (words: string): readonly string[] =>
  [
    `(above|previous|last|earlier|latest|that|this) (${words}) (image|map|picture)`,
    `(${words}) (image|map|picture) [from] (above|before)`,
  ].flatMap((map) => [
    `${map} ... {create} ~ {picture}`,
    `{create} ~ {picture} ... ${map}`,
    `${map} ... ${DRAWN}`,
    `${DRAWN} ... ${map}`,
  ]);
const onEarlier = (task: Step, words: string, example: string): Rule => ({
  tasks: [task],
  because: 'asks for a new picture on a map that an earlier turn made',
  weight: 5,
  phrases: above(words),
  examples: [example],
});

export const ENGLISH_MAKE_RULES: readonly Rule[] = [
  onEarlier(
    'canny-text-to-image',
    'canny|edge|edges',
    'Use the above canny image to create a new picture of a boat.',
  ),
  onEarlier(
    'hed-text-to-image',
    'hed|soft edge',
    'Use the above hed image to create a new picture of a boat.',
  ),
  onEarlier(
    'mlsd-text-to-image',
    'mlsd|line|lines',
    'Use the above mlsd image to create a new picture of a hall.',
  ),
  onEarlier(
    'normal-text-to-image',
    'normal',
    'Use the above normal map to create a new picture of a bowl.',
  ),
  onEarlier(
    'depth-text-to-image',
    'depth',
    'Use the above depth map to create a new picture of a canyon.',
  ),
  onEarlier(
    'openpose-text-to-image',
    'pose|openpose|skeleton',
    'Use the above pose image to create a new picture of a monk.',
  ),
  onEarlier(
    'seg-text-to-image',
    'seg|segmentation|segmented',
    'Use the above segmentation map to create a new picture of a farm.',
  ),
  {
    tasks: ['text-generation', 'text-to-image'],
    because: 'asks for a recipe and its picture',
    weight: 4,
    phrases: ['{create} ~ recipe {image}', '{image} of [a|the] recipe'],
    examples: ['Create a recipe picture from pasta and mushrooms.'],
  },
  {
    tasks: ['openpose-control', 'image-to-text', 'openpose-text-to-image'],
    because: 'asks for a new picture in the pose of one and with the content of another',
    weight: 5,
    phrases: [
      '{create} ~ {picture} ... (pose|posture) (of|in|from) ... @image ... (description|caption|content|text) (of|in|from) ... @image',
      '(pose|posture) (of|in|from) ... @image ... (description|caption|content|text) (of|in|from) ... @image',
    ],
    examples: ['Create a picture with the pose of one.jpg and the description of two.jpg.'],
  },
  {
    tasks: ['image-to-text', 'openpose-control', 'openpose-text-to-image'],
    because: 'asks for a new picture with the content of one and in the pose of another',
    weight: 5.2,
    phrases: [
      '{create} ... what .. @image (shows|depicts|contains|portrays) ... (pose|posture|stance) (of|in|from) ... @image',
      '{create} ... (description|caption|content|contents) (of|in|from) ... @image ... (pose|posture|stance) (of|in|from) ... @image',
    ],
    examples: ['Draw what two.jpg shows in the pose of one.jpg.'],
  },
  {
    tasks: ['text-to-image'],
    because: 'asks for a new picture',
    weight: 3.4,
    phrases: [
      '{picture} [to] [is] [be] (generated|created|drawn|made|painted|produced|rendered) (from|of|based|with|for|that|out of|by)',
      'have (a|an|another) ~ {picture} (generated|created|drawn|made|painted|produced)',
      '{create} .. (in|as|into|to) ~ {picture}',
      '{picture} (that|which) (shows|depicts|fits|goes|matches|illustrates|reflects|represents|captures|suits)',
      '(show|showing) (it|me|this|that|us) .. (as|in) ~ {picture}',
      '(matching|accompanying|fitting|suitable|corresponding) (illustration|picture|image|artwork|drawing)',
      '(draw|sketch|illustrate) (it|this|that|the)',
      '{create} ~ {picture}',
      '(see|love|like|want|need|get|have|show|showing|looking for) ~ {picture} (of|in which|showing|that|depicting|with|for)',
      '{create} (this|that|such) [a] {picture}',
      '(illustrate|illustrating|visualize|visualizing|visualise|visualising|visually represent|depict|depicting) .. (in|as|with|into|through) .. {image}',
      '{convert} .. (into|to|as) ~ {picture}',
      'and (a|an) ~ {picture} (of|that|for|to|which)',
      '(draw|paint|sketch|drawing|painting) (@quote|a|an|me|some|two|three|one)',
      '^ (a|an|another) ~ {picture} (of|from|based|inspired|depicting|showing|in)',
      '{create} ~ (logo|poster|icon|portrait|wallpaper|banner|avatar|cover|flyer|infographic|cartoon|comic)',
      '(see|love|like|want|need|get|have) (a|an|some) ~ (image|picture|drawing|illustration) of',
      'text-to-image',
      'text to image',
      '(visual|pictorial) (representation|depiction)',
      '(imagine|picture) @quote',
      '(visualize|visualise|illustrate) (it|this|that|@quote|the)',
      '(visualize|visualise|illustrate) .. {image}',
      '^ {picture} of (@quote|a|an|the)',
    ],
    examples: [
      'Draw a lighthouse on a cliff.',
      "Create an image of 'a market in the rain'.",
      'I would like a picture of a red fox.',
    ],
  },
  {
    tasks: ['text-to-image'],
    because: 'asks for several new pictures',
    about: ['nothing'],
    weight: 3.4,
    phrases: [
      '^^ ({number}|[2-9]) ~ {pictures} (of|showing)',
      '({create}|show me|want|need|like) ({number}|[2-9]|[1-9][0-9]) ~ {pictures}',
      '({create}|show me|want|need|like) a (couple|pair|dozen) [of] ~ {pictures}',
    ],
    examples: ['Draw three pictures of a cat.', 'Two photos of a red fox, please.'],
  },
  {
    tasks: ['text-to-video'],
    because: 'asks for a video',
    weight: 3.4,
    phrases: [
      '(a|an|into|as|short|brief) [short] [brief] [little] [nice] (video|movie|film|animation|cartoon film|video clip|moving picture)',
      '(into|as|to) [a] [short] clip',
      '(watch|see|view) .. as [a] (video|film|movie|animation)',
      'animate .. (text|story|description|tale|poem|scene|words|@quote)',
      '{make} ~ (video|videos|movie|film|animation|video clip|short clip|little clip|film clip)',
      '{convert} .. (video|videos|movie|film|animation)',
      '(visualize|visualise|visualizing|visualising|illustrate|represent|show|put|depict|represented|include) .. (video|videos|movie|film|animation)',
      '(a|an|engaging|short|related|brief) [short] (video|movie|animation) (from|of|based|that|about|with|for|using|on|illustrating|representing|which)',
      'video (creation|generation|format|representation|version|clip|presentation)',
      'text-to-video',
      'text to video',
      '(create|generate|produce|make|creating|generating) ... video',
      '(in|into|as|to) [a] [short] video',
      '(video|movie) (be|is) (made|created|generated|produced)',
      'animate (@quote|a|an|the) [story|text|tale|poem]',
    ],
    examples: ["Make a video of 'a kite over the sea'.", 'Turn poem.txt into a short film.'],
  },
  {
    tasks: ['image-to-video'],
    because: 'asks to set a picture in motion',
    weight: 3.6,
    phrases: [
      'animate [the|this|my] {image}',
      '(bring|bringing) .. {image} .. (life|motion)',
      '(set|put) .. {image} in motion',
    ],
    examples: ['Animate sailboat.jpg.'],
  },
  {
    tasks: ['canny-control'],
    because: 'asks for the edges of a picture',
    about: ['image', 'nothing'],
    weight: 3.4,
    phrases: [
      'canny [edge] [edges] [image] [map]',
      '({find}|{extract}|{identify}|show|draw|trace|compute) .. (edges|contours|outlines|edge map)',
      'edge (detection|map|image)',
    ],
    examples: ['Find the edges in temple.png.'],
  },
  {
    tasks: ['hed-control'],
    because: 'asks for the soft edges of a picture',
    about: ['image', 'nothing'],
    weight: 3.6,
    phrases: [
      'hed [boundary] [image] [map]',
      '(soft|holistic|holistically nested) (edge|edges|boundary|boundaries) [map]',
      '({find}|{extract}|{identify}|show|draw|trace|compute) .. soft (edge|edges|boundary|boundaries)',
    ],
    examples: ['Draw the soft edges of statue.jpg.'],
  },
  {
    tasks: ['mlsd-control'],
    because: 'asks for the straight lines of a picture',
    about: ['image', 'nothing'],
    weight: 3.6,
    phrases: [
      'mlsd [image] [map]',
      'straight (line|lines) [detection]',
      'line detection',
      '(detect|find|extract|draw) .. lines',
    ],
    examples: ['Detect the straight lines in facade.png.'],
  },
  {
    tasks: ['normal-control'],
    because: 'asks which way surfaces face',
    about: ['image', 'nothing'],
    weight: 3.6,
    phrases: [
      '(surface normals|surface normal|normal map|normal maps|normal control)',
      'normal estimation',
      '(which way|how) .. surfaces .. (face|point)',
    ],
    examples: ['Compute a normal map of vase.png.'],
  },
  {
    tasks: ['openpose-control'],
    because: 'asks for the pose of a person',
    about: ['image', 'nothing'],
    weight: 3.4,
    phrases: [
      '(openpose|pose detection|pose estimation|body pose|human pose|keypoints|skeleton) [image]',
      '({find}|{extract}|{identify}|estimate|show|draw|get) .. (pose|poses|posture|stance)',
      '(pose|poses) (of|in) .. (@image|boy|girl|man|woman|person|people|child|dancer|player)',
    ],
    examples: ['Get the pose of the dancer in ballet.jpg.'],
  },
  {
    tasks: ['openpose-control', 'openpose-text-to-image'],
    because: 'asks for a new picture in the pose of another',
    weight: 4.2,
    phrases: [
      '{create} ~ {picture} ... (pose|posture|stance) (of|as|from|in|is|like)',
      '{image} of ... (in|with) [the] (pose|posture|stance)',
      '{image} (of|where|with) ... (same|similar) (pose|posture|stance)',
      '(pose|posture) (of|in|from) @image (with|and) ... (description|caption|text|content)',
      '(draw|paint|sketch|imagine|show) ... (in|with) the (pose|posture|stance)',
      '(in|with) the (pose|posture|stance) (of|from|as)',
    ],
    examples: ['Draw a knight in the pose of the man in runner.jpg.'],
  },
  {
    tasks: ['canny-control', 'canny-text-to-image'],
    because: 'asks for a new picture on the edges of another',
    weight: 4,
    phrases: controlled('canny|edges|edge map|outlines|contours'),
    examples: ['Create an image of a castle based on the edges of tower.png.'],
  },
  {
    tasks: ['hed-control', 'hed-text-to-image'],
    because: 'asks for a new picture on the soft edges of another',
    weight: 4.3,
    phrases: controlled('hed|soft edges|soft edge|hed boundary'),
    examples: ['Create an image of a ghost based on the soft edges of coat.jpg.'],
  },
  {
    tasks: ['mlsd-control', 'mlsd-text-to-image'],
    because: 'asks for a new picture on the straight lines of another',
    weight: 4.3,
    phrases: controlled('mlsd|straight lines|lines'),
    examples: ['Generate a picture of a modern office from the straight lines of room.png.'],
  },
  {
    tasks: ['normal-control', 'normal-text-to-image'],
    because: 'asks for a new picture on the surfaces of another',
    weight: 4.3,
    phrases: controlled('normal|normal map|surface normals|normals'),
    examples: ['Generate a picture of a marble bust from the normal map of head.png.'],
  },
  {
    tasks: ['depth-estimation', 'depth-text-to-image'],
    because: 'asks for a new picture with the depth of another',
    weight: 4.3,
    phrases: controlled('depth map|depth-map|depth image|same depth|depth layout'),
    examples: ['Create a picture of a cave with the depth map of tunnel.jpg.'],
  },
  {
    tasks: ['image-segmentation', 'seg-text-to-image'],
    because: 'asks for a new picture with the parts of another',
    weight: 4.3,
    phrases: controlled('seg|segmentation|segmentation map|segments|segment map'),
    examples: ['Create a picture of a village from the segmentation map of town.jpg.'],
  },
];
