// The commands and options of `ensemble`, and the exit status of each: 0 all done, 1 something
// failed, 2 wrong usage.

import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import { MODES, ModeSchema } from '../../shared/settings.ts';
import { askCommand } from './ask.ts';
import { type Console, printError, terminalConsole } from './console.ts';
import { demoCommand } from './demo.ts';
import { doctorCommand } from './doctor.ts';
import { callersFolder } from './folders.ts';
import { planCommand } from './plan.ts';

/**
 * @param words the arguments after the program's name
 * @returns the exit status
 */
export async function runProgram(
  words: readonly string[],
  console: Console = terminalConsole,
): Promise<number> {
  let status = 0;
  const program = buildProgram(console, (result) => {
    status = result;
  });
  try {
    await program.parseAsync([...words], { from: 'user' });
    return status;
  } catch (error) {
    if (error instanceof CommanderError) {
      return error.exitCode === 0 ? 0 : 2;
    }
    printError(console, error);
    return error instanceof AppError && error.code === 'USAGE' ? 2 : 1;
  }
}

type Finish = (status: number) => void;

function buildProgram(console: Console, finish: Finish): Command {
  const folder = callersFolder(process.env);
  const program = new Command('ensemble')
    .description(
      'Turns a request into a graph of tasks, runs each on a model that can do it, and answers.',
    )
    .exitOverride()
    .showHelpAfterError('See ensemble --help.');
  addAsk(program, { console, finish, folder });
  addPlan(program, { console, finish, folder });
  program
    .command('doctor')
    .description('what is installed, where things are kept, and what can be done here')
    .option('--json', 'print one JSON object')
    .action(async (options) =>
      finish(await doctorCommand(DoctorOptionsSchema.parse(options), console)),
    );
  program
    .command('demo')
    .description('run the sample requests')
    .action(async () => finish(await demoCommand({ folder }, console)));
  return program;
}

interface CommandContext {
  readonly console: Console;
  readonly finish: Finish;
  readonly folder: string;
}

const json = z.boolean().optional();
const file = z.array(z.string());
const AskOptionsSchema = z.object({ file, json, out: z.string(), mode: ModeSchema.optional() });
const PlanOptionsSchema = z.object({ file, json, batch: z.string().optional() });
const DoctorOptionsSchema = z.object({ json });

const collect = (path: string, before: readonly string[]) => [...before, path];

function parseRequest(text: string): string {
  if (text.trim() === '') {
    throw new InvalidArgumentError('The request is empty. Say what should be done.');
  }
  return text;
}

function addAsk(program: Command, { console, finish, folder }: CommandContext): void {
  program
    .command('ask')
    .description('plan, run and answer one request')
    .argument('<request>', 'what should be done; a file may be named in it', parseRequest)
    .option('--file <path>', 'a file to attach; may be given several times', collect, [])
    .option('--out <folder>', 'where the files that it makes are copied', 'ensemble-output')
    .option('--json', 'print one JSON object and nothing else')
    .addOption(new Option('--mode <mode>', 'where inference may happen').choices(MODES))
    .action(async (request: string, options) => {
      finish(await askCommand({ request, folder, ...AskOptionsSchema.parse(options) }, console));
    });
}

function addPlan(program: Command, { console, finish, folder }: CommandContext): void {
  program
    .command('plan')
    .description('plan a request without running it')
    .argument('[request]', 'what should be done', parseRequest)
    .option(
      '--file <path>',
      'a file that the plan may name; may be given several times',
      collect,
      [],
    )
    .option('--batch <file>', 'plan each {"id", "request"} of a .jsonl file')
    .option('--json', 'print the plan in its wire form')
    .action(async (request: string | undefined, options) => {
      const asked = { request, folder, ...PlanOptionsSchema.parse(options) };
      finish(await planCommand(asked, console));
    });
}
