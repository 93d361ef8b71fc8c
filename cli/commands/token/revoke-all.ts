import { type Command, Option } from 'commander';
import { REVOCATION_REASONS, TOKEN_TYPES, type TokenType } from '../../../src/contract/token-types.ts';
import { BulkRevoked, type RevocationReason } from '../../../src/contract/tokens.ts';
import { usageFailure } from '../../failure.ts';
import { type Answer, send } from '../../http/send.ts';
import { confirm } from '../../input/confirm.ts';
import { print } from '../../output/show.ts';
import { openSession, type Session } from '../../session.ts';
import type { World } from '../../world.ts';
import { findUserIfGiven } from '../user/find.ts';

type Match = { owner?: string; project?: string; type?: TokenType; issuedBefore?: string };
type RevokeAllOptions = Match & { reason: RevocationReason; yes?: boolean };

const EXAMPLES = `
At least one of --owner, --project, --type and --issued-before must be there; a token must match all that are.

Examples:
  $ jeton token revoke-all --owner usr_0a1b2c3d4e5 --reason affiliation_changed
  $ jeton token revoke-all --project web --issued-before 2026-06-01T00:00:00Z --yes`;

/** `jeton token revoke-all`: ends every token that matches. */
export function addTokenRevokeAll(token: Command, world: World): void {
  token
    .command('revoke-all')
    .description('end every token that matches, for good')
    .option('--owner <user>', 'of this person: usr_… or a mail address')
    .option('--project <id>', 'of this project')
    .addOption(new Option('--type <type>', 'of this type').choices(TOKEN_TYPES))
    .option('--issued-before <when>', 'whose secret was made before this time, RFC 3339')
    .addOption(new Option('--reason <reason>', 'why').choices(REVOCATION_REASONS).default('unspecified'))
    .option('--yes', 'do not ask')
    .addHelpText('after', EXAMPLES)
    .action(async (options: RevokeAllOptions, command: Command) => {
      const { reason, yes, ...match } = options;
      const what = describe(match);
      const session = openSession(world, command);
      const owner = await findUserIfGiven(session, match.owner);
      if (!yes) await confirm(world, `This revokes every token ${what} at ${session.url}.`, 'revoke');
      const body = { ...match, owner, reason };
      const answer = await send(session, { method: 'POST', path: '/v1/tokens/revoke', body }, BulkRevoked);
      show(session, answer);
    });
}

function show(session: Session, answer: Answer<{ revoked: number }>): void {
  const { revoked } = answer.value;
  if (session.json) print(session, answer.raw);
  else if (session.quiet) print(session, String(revoked));
  else print(session, `${revoked} token${revoked === 1 ? '' : 's'} revoked`);
}

function describe(match: Match): string {
  const parts = [
    match.type && `of type ${match.type}`,
    match.owner && `of owner ${match.owner}`,
    match.project && `of project ${match.project}`,
    match.issuedBefore && `issued before ${match.issuedBefore}`,
  ].filter(Boolean);
  if (parts.length === 0) {
    throw usageFailure(
      'nothing says which tokens',
      'give at least one of --owner, --project, --type, --issued-before.',
    );
  }
  return parts.join(', ');
}
