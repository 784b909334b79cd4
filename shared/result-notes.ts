// What is worth telling about a result besides the result: the notes under it, in English by their codes.
// A code that a release has had stays, since results are kept with it.

import { AS_WRITTEN, type Told, toldSchema } from './told.ts';

const TEXTS = {
  'text-cut': 'The text stopped at a limit, before the model was done.',
  'text-cut-tokens':
    'The text was ended after {tokens, plural, one {# token} other {# tokens}}, before the model was done.',
  'thoughts-left-out': 'What the model thought aloud was left out.',
  'nothing-written': 'The model wrote nothing.',
  'question-cut': 'The question is too long; only its beginning was read.',
  'query-cut': 'The query is too long; only its beginning was read.',
  'gap-text-cut': 'The text is too long for the model; only what stands around a gap was read.',
  'first-gap': 'The candidates are those of the first of {gaps, number} gaps.',
  'best-labels': 'The best {shown, number} of {total, number} labels are listed.',
  'one-label':
    'Only one label was given; its score says little without another to compare it with.',
  'summary-parts': 'The text was summarised in {parts, plural, one {# part} other {# parts}}.',
  'summary-parts-first':
    'The text was summarised in {parts, plural, one {# part} other {# parts}} first.',
  'summary-cut': 'The summary was ended at the length that it may have.',
  'summary-single': 'The text is a single sentence, so it is given whole.',
  'summary-chosen': '{chosen, number} of {total, number} sentences were chosen, word for word.',
  'translation-cut':
    'At least one sentence came out longer than the model can write, and was ended early.',
  'translation-languages-unknown':
    '{model} does not say from and into which language it translates.',
  'translation-source-guessed': 'The text was taken to be {language}, since nothing else was said.',
  'translation-into-english': 'No language was named, so it was put into English.',
} as const;

const ANSWERS = {
  'no-answer': 'The model found no answer.',
  guess: 'This is a guess: the model is not sure.',
  'passage-no-answer': 'To the model, no stretch of the passage is likelier than no answer.',
  'passage-unrelated': 'No sentence of the passage shares a telling word with the question.',
  'passage-guess': 'This is a guess: little in the passage fits the question well.',
  'document-unrelated': 'Nothing in the document fits the question.',
  'document-guess': 'Nothing in the document fits the question well.',
  'answer-not-verbatim': 'The answer does not stand in the passage word for word.',
  'score-of-words':
    'The score says how sure the model was of its words, not whether they are true.',
  'score-own': 'The score is what the language model says of its own confidence.',
  'scores-own': 'The scores are the language model’s own estimate.',
  'score-unknown': 'The model does not say how sure it is.',
  'score-of-rows':
    'The model does not say how sure it is; the score is the share of known rows that it predicts right.',
  'rows-commonest':
    'Always answering "{value}" would be right for {percent}\u00a0% of the known rows.',
  'rows-learnt': '{learnt, number} of {known, number} known rows were learnt from.',
  'columns-left-out':
    'Left out, since they hold free text, row numbers or one value only: {columns}.',
} as const;

const SOUND = {
  'recording-silent': 'The recording is silent: there is nothing to name.',
  'silence-left-out': '{seconds, number, ::.0} s of the recording are silent and were left out.',
  'speech-silent':
    'The recording is silent throughout ({seconds, number, ::.0} s): there was nothing to write.',
  'speech-no-words': 'There is sound in the recording, but no words were made out.',
  'speech-unread': 'No words were made out in the recording.',
  'speech-gaps': 'Silent, and so not read: {stretches}.',
  'speech-no-times': 'The provider sends no times, so the whole recording is one utterance.',
  'speech-language': 'The language was found to be: {language}.',
  'recording-parted':
    'The model parted the recording; this is "{part}", and left out are: {others}.',
  'noise-fell':
    'The noise floor fell by {drop, number} dB, from {from, number} to {to, number} dB of full scale, measured in the quietest tenth of the recording.',
  'noise-none':
    'There was no steady noise to take out: the noise floor went from {from, number} to {to, number} dB of full scale.',
  'voice-single': 'The model has one voice; "{voice}" was not looked for.',
  'voice-not-taken': 'The provider takes no voice, so "{voice}" was left out.',
  'spoken-cut':
    'The text is too long to speak at once: it was spoken up to {limit, number} characters, of {total, number} in all.',
  'unspoken-characters':
    'The voice speaks English; left out: {count, plural, one {# character} other {# characters}}, such as {sample}',
  'unspoken-emoji': 'Emoji are not spoken; left out: {count, number}.',
} as const;

const LOOKS = {
  'video-frame':
    'Of the video one picture was looked at, from its middle ({seconds, number, ::.0} s).',
  'first-frame': 'The picture has {frames, number} frames; only the first was looked at.',
  'picture-inverted': 'The text is light on dark, so the picture was inverted before reading.',
  'picture-reduced': 'The picture was reduced to {scale, number, ::.0} of its size before reading.',
  'picture-smoothed': 'The picture was smoothed before reading.',
  'no-text': 'No text was found.',
  'no-lines': 'No straight line was found.',
  'edges-enlarged': 'Edges were sought in {width} x {height} pixels and enlarged.',
  'edges-soft': 'These are soft edges by DexiNed, not by HED itself.',
  'edges-none': 'Nothing in the picture was found to be an edge.',
  'normal-colours':
    'Red faces left, green up, blue the viewer; computed from an estimate of depth.',
  'depth-flat':
    'The model sees all points at the same distance, so the picture is black throughout.',
  'depth-metres':
    'White is the nearest point and black the farthest, {nearest, number, ::.00} m and {farthest, number, ::.00} m away; the shades between are evenly spaced in metres.',
  'depth-order':
    'White is the nearest point and black the farthest in this picture; the shades tell an order, not distances in metres.',
  'foreground-none': 'The model found no foreground: the whole picture is transparent.',
  'foreground-small': 'The foreground covers under 1\u00a0% of the picture.',
  foreground: 'The foreground covers {percent}\u00a0% of the picture.',
  'label-numbered': '"{label}" has letters that can’t be drawn, so the picture shows its number.',
  'labels-numbered': 'In the picture, the place in the list stands for {labels}.',
  'people-none': 'Nobody was found in the picture, so the control is black throughout.',
  'people-posed': 'Drawn from the joints of {posed, plural, one {# person} other {# people}}.',
  'people-posed-of':
    'Drawn from the joints of {posed, plural, one {# person} other {# people}}; {found, plural, one {# person} other {# people}} were found.',
  'people-finder': 'People were found by {model}.',
  'segments-black': 'ADE20K has no colour for {labels}; these parts of the control are black.',
} as const;

const DRAWINGS = {
  drawn:
    'Seed {seed}, {steps, plural, one {# step} other {# steps}} of {scheduler}, guidance {guidance}, {width} × {height} pixels.',
  'drawn-strength':
    'Seed {seed}, {steps, plural, one {# step} other {# steps}} of {scheduler}, guidance {guidance}, strength {strength}, {width} × {height} pixels.',
  'drawn-held': 'Held to {control} by {scale}.',
  'drawn-tiled': 'Memory is tight, so the picture was decoded in tiles.',
  'description-cut':
    'The model reads {pieces, number} pieces of words; what comes after “{last}” was left out.',
  'nothing-avoided': 'This model can’t be told what a picture is to be without; that was left out.',
  enlarged: 'The sides of the picture grew {scale}-fold, to {width} × {height} pixels.',
} as const;

const EDITS = {
  'edit-greyscale': 'Turned into shades of grey.',
  'edit-invert': 'Inverted: light became dark, and each colour its opposite.',
  'edit-sepia': 'Toned in sepia.',
  'edit-blur-pixels': 'Blurred by {pixels} pixels.',
  'edit-blur-share': 'Blurred by {percent}\u00a0% of the longer side.',
  'edit-sharpen': 'Sharpened.',
  'edit-brightness': 'Changed the brightness to {percent}\u00a0%.',
  'edit-contrast': 'Changed the contrast to {percent}\u00a0%.',
  'edit-saturation': 'Changed the saturation to {percent}\u00a0%.',
  'edit-rotate': 'Rotated by {degrees} degrees clockwise.',
  'edit-flip-horizontally': 'Flipped horizontally.',
  'edit-flip-vertically': 'Flipped vertically.',
  'edit-crop-square': 'Cropped to the largest square in the middle.',
  'edit-crop-ratio': 'Cropped to {width}:{height} around the middle.',
  'edit-crop-size': 'Cropped to the {width} x {height} pixels in the middle.',
  'edit-crop-middle': 'Cropped to the middle half of its width and height.',
  'edit-crop-top': 'Cropped to the top half.',
  'edit-crop-bottom': 'Cropped to the bottom half.',
  'edit-crop-left': 'Cropped to the left half.',
  'edit-crop-right': 'Cropped to the right half.',
  'edit-crop-top-left': 'Cropped to the top left quarter.',
  'edit-crop-top-right': 'Cropped to the top right quarter.',
  'edit-crop-bottom-left': 'Cropped to the bottom left quarter.',
  'edit-crop-bottom-right': 'Cropped to the bottom right quarter.',
  'edit-resize-factor': 'Resized to {percent}\u00a0% of its width and height.',
  'edit-resize-width': 'Resized to a width of {width} pixels.',
  'edit-resize-height': 'Resized to a height of {height} pixels.',
  'edit-resize-sides': 'Resized to {width} x {height} pixels.',
  'edit-thumbnail': 'Made a thumbnail of at most {side} x {side} pixels.',
  'edit-tint': 'Tinted with {colour}.',
} as const;

const HOSTED = {
  'provider-traffic': 'By {provider}: {sentBytes} sent, {receivedBytes} received.',
  'provider-unpaid': '{provider} wants to be paid.',
  'provider-not-serving': '{provider} does not serve the model.',
  'provider-limited': '{provider} takes no more requests for now.',
  'provider-cold': '{provider} has not loaded the model.',
  'provider-down': '{provider} is out of order.',
  'provider-not-allowed': '{provider} was not to be sent the file.',
  'provider-file-size': '{provider} takes no file of that size.',
  'provider-refused': '{provider} did not take what was asked.',
  'provider-failed': '{provider} failed at it.',
  'provider-failed-code': '{provider} failed ({error}).',
  'provider-did': '{provider} did it.',
} as const;

export const RESULT_NOTES = {
  ...AS_WRITTEN,
  ...TEXTS,
  ...ANSWERS,
  ...SOUND,
  ...LOOKS,
  ...DRAWINGS,
  ...EDITS,
  ...HOSTED,
} as const;

export type ResultNote = Told<typeof RESULT_NOTES>;
export const ResultNoteSchema = toldSchema(RESULT_NOTES);
