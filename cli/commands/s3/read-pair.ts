import { Token, Told } from '../../../src/contract/tokens.ts';
import { Failure } from '../../failure.ts';
import { parseJson } from '../../http/refusal.ts';
import type { Answer } from '../../http/send.ts';
import { readInput } from '../../input/file.ts';
import type { World } from '../../world.ts';

const MAX_BYTES = 65_536;

/** Whom a key pair is of: what a section says beside it. A reveal tells the pair alone. */
export type Pair = Told & { token?: Pick<Token, 'id' | 'expires'> | undefined };

const Paired = Told.extend({ token: Token.pick({ id: true, expires: true }).optional() });

/** The key pair in an answer that was kept. Nothing of it stands in an error. */
export async function readPair(world: World, file: string): Promise<Answer<Pair>> {
  const raw = (await readInput(world, file, MAX_BYTES)).toString('utf8').trim();
  const read = Paired.safeParse(parseJson(raw));
  const where = file === '-' ? 'standard input' : file;
  if (!read.success) {
    throw new Failure([`${where} is not the answer of a create, refresh or redeem`, 'fix: give these --json.']);
  }
  return { raw, value: read.data };
}
