import { CommanderError } from 'commander';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { Failure } from './failure.ts';
import { makeProgram } from './program.ts';
import { redact } from './redact.ts';
import { thisWorld, type World } from './world.ts';

const world = thisWorld();
world.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // The reader (`| head`) has had enough: that is no error of ours.
  if (error.code === 'EPIPE') process.exit();
  process.exitCode = stop(world, error);
});
process.exitCode = await run(world, process.argv);

async function run(world: World, argv: string[]): Promise<ExitCode> {
  try {
    await makeProgram(world).parseAsync(argv);
    return EXIT.done.code;
  } catch (error) {
    return stop(world, error);
  }
}

function stop(world: World, error: unknown): ExitCode {
  // Commander has written its own message by now.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done.code : EXIT.usage.code;
  const failure = error instanceof Failure ? error : new Failure([plainMessage(error)]);
  const text = failure.lines.join('\n');
  if (text !== '') world.stderr.write(redact(`jeton: ${text}\n`));
  return failure.exitCode;
}

function plainMessage(error: unknown): string {
  return error instanceof Error ? error.message : 'something failed that has no name';
}
