// The commands of `ensemble`, and the exit status of each: 0 all done, 1 something failed, 2 wrong usage.

import { Command, CommanderError, Option } from 'commander';
import { AppError } from '../../shared/errors.ts';
import { MODES } from '../../shared/settings.ts';
import { askCommand } from './ask.ts';
import { addBackups } from './backups-program.ts';
import { type Console, printError, terminalConsole } from './console.ts';
import { addControllers, parseControllerChoice } from './controllers-program.ts';
import { addConversations } from './conversations-program.ts';
import { demoCommand } from './demo.ts';
import { doctorCommand } from './doctor.ts';
import { evalCommand } from './eval.ts';
import { callersFolder } from './folders.ts';
import { addKeys } from './keys-program.ts';
import { addModels } from './models-program.ts';
import {
  AskOptionsSchema,
  type CommandContext,
  collect,
  DoctorOptionsSchema,
  EvalOptionsSchema,
  ImportPlanOptionsSchema,
  JSON_OPTION,
  PlanOptionsSchema,
  parseModelChoice,
  parsePort,
  parseRequest,
  parseSeed,
  parseSetting,
  parseTaskNumber,
  RerunOptionsSchema,
  ServeOptionsSchema,
  SessionOptionsSchema,
  ShownOptionsSchema,
  toEdits,
} from './options.ts';
import { planCommand } from './plan.ts';
import { exportPlan, importPlanCommand } from './plan-exchange.ts';
import { listRuns, rerunRun, resumeRun, showRun } from './runs.ts';
import { serveCommand } from './serve.ts';
import { addStorage } from './storage-program.ts';

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

function buildProgram(console: Console, finish: CommandContext['finish']): Command {
  const folder = callersFolder(process.env);
  const program = new Command('ensemble')
    .description(
      'Turns a request into a graph of tasks, runs each on a model that can do it, and answers.',
    )
    .exitOverride()
    // What stands behind the command of a command is for that one: `plan` and `plan import` both take --file.
    .enablePositionalOptions()
    .showHelpAfterError('See ensemble --help.');
  const context = { console, finish, folder };
  addAsk(program, context);
  addPlan(program, context);
  addRuns(program, context);
  addConversations(program, context);
  addModels(program, context);
  addControllers(program, context);
  addKeys(program, context);
  addStorage(program, context);
  addBackups(program, context);
  addServe(program, context);
  addEval(program, context);
  program
    .command('doctor')
    .description('what is installed, where things are kept, and what can be done here')
    .option('--report', 'print the redacted report that can be handed on, and nothing else')
    .option('--network', 'what may leave this machine, and what this command attempted')
    .option(...JSON_OPTION)
    .action(async (options) =>
      finish(await doctorCommand(DoctorOptionsSchema.parse(options), console)),
    );
  program
    .command('demo')
    .description('run the sample requests')
    .action(async () => finish(await demoCommand({ folder }, console)));
  return program;
}

const OUT_OPTION = [
  '--out <folder>',
  'where the files that it makes are copied',
  'ensemble-output',
] as const;
const CONTROLLER_OPTION = [
  '--controller <name>',
  'what plans, chooses and answers: rules, local:org/name or connection:model',
  parseControllerChoice,
] as const;
const paths = collect((path) => path);

function modeOption(): Option {
  return new Option('--mode <mode>', 'where inference may happen').choices(MODES);
}

function addAsk(program: Command, { console, finish, folder }: CommandContext): void {
  program
    .command('ask')
    .description('plan, run and answer one request')
    .argument('<request>', 'what should be done; a file may be named in it', parseRequest)
    .option('--file <path>', 'a file to attach; may be given several times', paths, [])
    .option(...CONTROLLER_OPTION)
    .option('--review', 'show the plan and wait for a word before it runs')
    .option('--yes', 'answer whatever it asks with yes: plans, downloads, files that are sent')
    .option('--replan', 'plan anew, also where the same request had a plan before')
    .option(...OUT_OPTION)
    .option(...JSON_OPTION)
    .addOption(modeOption())
    .action(async (request: string, options) => {
      finish(await askCommand({ request, folder, ...AskOptionsSchema.parse(options) }, console));
    });
}

function addPlan(program: Command, { console, finish, folder }: CommandContext): void {
  const plan = program
    .command('plan')
    .description('plan a request without running it')
    .argument('[request]', 'what should be done', parseRequest)
    .option('--file <path>', 'a file that the plan may name; may be repeated', paths, [])
    .option('--batch <file>', 'plan each {"id", "request"} of a .jsonl file')
    .option('--compile <file>', "compile a controller's text by hand; - for standard input")
    .option('--explain', 'say why the rules planned it so')
    .option(...CONTROLLER_OPTION)
    .addOption(modeOption())
    .option('--json', 'print the plan in its wire form')
    .action(async (request: string | undefined, options) => {
      const asked = { request, folder, ...PlanOptionsSchema.parse(options) };
      finish(await planCommand(asked, console));
    });
  addPlanExchange(plan, { console, finish, folder });
}

function addPlanExchange(plan: Command, { console, finish, folder }: CommandContext): void {
  plan
    .command('export')
    .description('print the plan of a run as a file that import takes')
    .argument('<run>', 'its id')
    .action(async (run: string) => finish(await exportPlan(run, console)));
  plan
    .command('import')
    .description('run the plan of a file, after a word')
    .argument('<plan>', 'a JSON file that was saved from a run')
    .option('--file <path>', 'a file that it works on; may be repeated', paths, [])
    .option('--yes', 'answer whatever it asks with yes: plans, downloads, files that are sent')
    .option(...OUT_OPTION)
    .option(...JSON_OPTION)
    .addOption(modeOption())
    .action(async (path: string, options) => {
      const asked = { plan: path, folder, ...ImportPlanOptionsSchema.parse(options) };
      finish(await importPlanCommand(asked, console));
    });
}

function addServe(program: Command, { console, finish }: CommandContext): void {
  program
    .command('serve')
    .description('serve the screen to a browser, until it is stopped')
    .option('--port <number>', 'where it listens; by default 4317, or any that is free', parsePort)
    .option('--host <address>', 'for whom it listens; by default only for this machine')
    .option('--open', 'open the browser')
    .option(
      '--allow-loopback-api',
      'let programs of this machine use /v1 and /hugginggpt without a token',
    )
    .option('--json', 'print one line {"url", "token", "pid"} and nothing else')
    .action(async (options) =>
      finish(await serveCommand(ServeOptionsSchema.parse(options), console)),
    );
}

function addEval(program: Command, { console, finish, folder }: CommandContext): void {
  program
    .command('eval')
    .description('measures')
    .command('planning')
    .description('how well a controller plans, on labelled requests')
    .requiredOption('--data <file>', 'a .jsonl file of requests with their tools and links')
    .option('--controller <name>', 'who plans', parseControllerChoice, 'rules')
    .option('--cache <folder>', 'keeps what it wrote, so that a run can be repeated')
    .addOption(modeOption())
    .option(...JSON_OPTION)
    .action(async (options) => {
      finish(await evalCommand({ folder, ...EvalOptionsSchema.parse(options) }, console));
    });
}

function addRuns(program: Command, { console, finish, folder }: CommandContext): void {
  const runs = program.command('runs').description('the runs that are kept');
  runs
    .command('list')
    .description('the latest runs')
    .option(...JSON_OPTION)
    .action(async (options) => finish(await listRuns(ShownOptionsSchema.parse(options), console)));
  runs
    .command('show')
    .description('one run: its plan, its tasks with their attempts, its answer')
    .argument('<run>', 'its id')
    .option(...JSON_OPTION)
    .action(async (run: string, options) =>
      finish(await showRun(run, ShownOptionsSchema.parse(options), console)),
    );
  runs
    .command('resume')
    .description('go on with a run that was interrupted, stopped or failed')
    .argument('<run>', 'its id')
    .option(...OUT_OPTION)
    .option(...JSON_OPTION)
    .action(async (run: string, options) =>
      finish(await resumeRun(run, { folder, ...SessionOptionsSchema.parse(options) }, console)),
    );
  addRerun(runs, { console, finish, folder });
}

function addRerun(runs: Command, { console, finish, folder }: CommandContext): void {
  runs
    .command('rerun')
    .description('repeat a run with changes, as a new run beside it')
    .argument('<run>', 'its id')
    .option('--from <task>', 'do this task and all that depends on it again', parseTaskNumber)
    .option('--set <task.slot=value>', 'change an argument', collect(parseSetting), [])
    .option('--model <task=model>', 'choose the model of a task', collect(parseModelChoice), [])
    .option('--seed <task=number>', 'choose the seed of a task', collect(parseSeed), [])
    .option(...OUT_OPTION)
    .option(...JSON_OPTION)
    .action(async (run: string, options) => {
      const { set, model, seed, ...rest } = RerunOptionsSchema.parse(options);
      const edits = toEdits({ set, model, seed });
      finish(await rerunRun(run, { folder, edits, ...rest }, console));
    });
}
