// The one door to xgrammar, which says which tokens may come next in a text of a given form. Only the
// runner's process opens it. Each vocabulary has an instance of its own, whose memory goes with it.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type * as Xgrammar from '@mlc-ai/web-xgrammar';
import type { HeldTo } from './chat-order.ts';

export type FormMatcher = Xgrammar.GrammarMatcher;

/** The library does not understand a form, or finds nothing that fits it. */
export class FormRefused extends Error {
  override readonly name = 'FormRefused';
}

export interface Forms {
  /**
   * A matcher at the beginning of a text; to be disposed of.
   * @throws FormRefused
   */
  readonly start: (form: HeldTo) => Promise<FormMatcher>;
}

interface Instance {
  readonly library: typeof Xgrammar;
  readonly compiler: Xgrammar.GrammarCompiler;
  readonly compiled: Map<string, Xgrammar.CompiledGrammar>;
  /** What it printed. */
  readonly said: string[];
}

const MOST_COMPILED = 8;
/** Between the elements of an object or array; without any other white space. */
const SEPARATORS: [string, string] = [',', ':'];
const ONE_LINE = -1;

/** @param vocabulary by token id, each byte as GPT-2 writes it; empty for what may never be written */
export function createForms(vocabulary: readonly string[]): Forms {
  let opened: Promise<Instance> | undefined;
  return {
    start: async (form) => {
      opened ??= openInstance(vocabulary);
      const instance = await opened;
      try {
        const grammar = await compiledOnce(instance, form);
        return await instance.library.GrammarMatcher.createGrammarMatcher(grammar, undefined, true);
      } catch (thrown) {
        opened = undefined; // it aborts where it refuses, and leaves its memory as it was just then
        throw new FormRefused(reasonOf(instance.said), { cause: thrown });
      }
    },
  };
}

async function openInstance(vocabulary: readonly string[]): Promise<Instance> {
  const said: string[] = [];
  const library = loadLibrary((words) => void said.push(words));
  const info = await library.TokenizerInfo.createTokenizerInfo([...vocabulary], 'byte_level');
  const compiler = await library.GrammarCompiler.createGrammarCompiler(info, false);
  return { library, compiler, compiled: new Map(), said };
}

/** The latest are kept, the last used last. */
async function compiledOnce(instance: Instance, form: HeldTo): Promise<Xgrammar.CompiledGrammar> {
  const { compiled } = instance;
  const key = JSON.stringify(form);
  const grammar = compiled.get(key) ?? (await compile(instance, form));
  compiled.delete(key);
  compiled.set(key, grammar);
  const [oldest] = compiled.keys();
  if (compiled.size > MOST_COMPILED && oldest !== undefined) {
    compiled.get(oldest)?.dispose();
    compiled.delete(oldest);
  }
  return grammar;
}

async function compile({ library, compiler }: Instance, form: HeldTo) {
  if ('schema' in form) {
    const schema = JSON.stringify(form.schema);
    return compiler.compileJSONSchema(schema, false, ONE_LINE, SEPARATORS, true);
  }
  const grammar = await library.Grammar.fromEBNF(form.grammar);
  try {
    return await compiler.compileGrammar(grammar);
  } finally {
    grammar.dispose();
  }
}

/**
 * Its file is CommonJS in a package that calls itself a module, so Node loads it as neither. It is run
 * here as Node runs CommonJS, with a console that keeps its words: they are all that it gives as reason.
 */
function loadLibrary(say: (words: string) => void): typeof Xgrammar {
  const path = createRequire(import.meta.url).resolve('@mlc-ai/web-xgrammar');
  const names = ['exports', 'require', 'module', '__filename', 'console'];
  const run = new Function(...names, readFileSync(path, 'utf8'));
  const module = { exports: {} };
  const quiet = { log: say, warn: say, error: say };
  run.call(globalThis, module.exports, createRequire(path), module, path, quiet);
  return module.exports as typeof Xgrammar; // what the file fills its exports with
}

/** "[FATAL] …/json_schema_converter.cc:902: Unsupported type" without the place in its sources. */
function reasonOf(said: readonly string[]): string {
  const fatal = said.findLast((words) => words.startsWith('[FATAL]'));
  return fatal?.replace(/^\[FATAL\] \S+:\d+: /, '').trim() ?? 'it gave no reason';
}
