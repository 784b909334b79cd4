import { readFileSync } from 'node:fs';
import type { Sharp } from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documentQuestionAnswering } from '../../../../electron/experts/builtin/document-question-answering.ts';
import { stopRecogniser } from '../../../../electron/experts/builtin/ocr.ts';
import { drawSheet, FORM, INVOICE, LETTER } from './drawn-documents.ts';
import { codeOf, drawSvg, pictureDesk } from './picture-tasks.ts';

const desk = pictureDesk();
afterAll(stopRecogniser);

const DOCUMENTS = { invoice: INVOICE, form: FORM, letter: LETTER };
type DocumentName = keyof typeof DOCUMENTS;
let pictures: Readonly<Record<DocumentName, Buffer>>;
beforeAll(async () => {
  const png = (name: DocumentName) => drawSheet(DOCUMENTS[name]).png().toBuffer();
  pictures = {
    invoice: await png('invoice'),
    form: await png('form'),
    letter: await png('letter'),
  };
});

const ask = (picture: Sharp | Uint8Array, question: string) =>
  desk.perform(documentQuestionAnswering, picture, question);

describe('questions that a document answers', () => {
  it.each<[DocumentName, string, string]>([
    ['invoice', 'What is the invoice number?', 'NB-20417'],
    ['invoice', 'When is the invoice due?', '13 April 2024'],
    ['invoice', 'What is the total?', '358.68'],
    ['invoice', 'How much do I have to pay?', '358.68'],
    ['invoice', 'What is the subtotal?', '298.90'],
    ['invoice', 'How much VAT is charged?', '59.78'],
    ['invoice', 'Who is billed?', 'Marta Lindqvist'],
    ['invoice', 'What is the email address?', 'marta@lindqvist.example'],
    ['invoice', 'How many life jackets were ordered?', '4'],
    ['invoice', 'What is the unit price of the signal lamp?', '64.90'],
    ['invoice', 'What is the amount for the anchor rope?', '37.00'],
    ['form', 'What is the surname?', 'Okafor'],
    ['form', 'What is the first name?', 'Ngozi'],
    ['form', 'When was she born?', '02/09/1987'],
    ['form', 'What is the phone number?', '+44 1631 555 018'],
    ['form', 'What is the name of the boat?', 'Grey Heron'],
    ['form', 'What is the home port?', 'Tobermory'],
    ['letter', 'How much is the yearly fee?', '£640.00'],
    ['letter', 'When must the fee be paid?', '1 August 2024'],
    ['letter', 'What time does the office open?', '8:30'],
    ['letter', 'Who is the warden?', 'Callum Reid'],
    ['letter', 'Who signed the letter?', 'Isla MacGregor'],
    ['letter', 'When is the meeting of members?', '14 September 2024'],
  ])('finds in the %s: %s', async (document, question, answer) => {
    const output = await ask(pictures[document], question);
    expect(output.text).toBe(answer);
    expect(output.answers?.[0]?.text).toBe(answer);
  });

  it('gives at most three answers, the best first, each with its box', async () => {
    const { answers = [] } = await ask(pictures.invoice, 'What is the invoice date?');
    expect(answers.length).toBeGreaterThan(1);
    expect(answers.length).toBeLessThanOrEqual(3);
    expect(answers.map(({ score }) => score)).toEqual(
      answers.map(({ score }) => score).toSorted((a, b) => b - a),
    );
    // "14 March 2024" stands behind "Invoice date:" on the baseline at y = 172.
    const box = answers[0]?.box;
    expect(box?.x).toBeGreaterThan(60 + 100);
    expect(box?.y).toBeGreaterThan(150);
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThan(180);
  });
});

describe('the invoice of the samples', () => {
  it.each([
    ['what is the total?', '€2,919.60'],
    ['what is the total on picture.png?', '€2,919.60'],
    ['what is the invoice number?', 'MJ-2047'],
    ['when is it due?', '11 April 2026'],
    ['who is it billed to?', 'Elder Street Bakery'],
    ['how much is the VAT?', '486.60'],
    ['what does the hinged counter flap cost?', '145.00'],
  ])('answers “%s” with %s', async (question, answer) => {
    const sample = readFileSync(new URL('../../../../assets/samples/invoice.png', import.meta.url));
    expect((await ask(sample, question)).text).toBe(answer);
  });
});

describe('questions that a document does not answer', () => {
  it.each<[DocumentName, string]>([
    ['invoice', 'What is the blood type of the patient?'],
    ['form', 'What colour is the car?'],
    ['letter', 'What is the interest rate?'],
  ])('says of the %s that nothing fits: %s', async (document, question) => {
    const output = await ask(pictures[document], question);
    expect(output.answers?.[0]?.score ?? 0).toBeLessThan(0.4);
    expect(output.notes?.length).toBeGreaterThan(0);
  });

  it('says that a picture has no text', async () => {
    const output = await ask(drawSvg(200, 200, '<rect width="200" height="200"/>'), 'Who signed?');
    expect(output).toMatchObject({ text: '', answers: [] });
    expect(output.notes).toHaveLength(1);
  });

  it('refuses an empty question', async () => {
    expect(await codeOf(ask(pictures.form, ' '))).toBe('INPUT_INVALID');
  });
});
