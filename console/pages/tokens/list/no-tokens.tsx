import { may } from '../../../app/rights.ts';
import { useSession } from '../../../app/session.tsx';
import { Button } from '../../../parts/button.tsx';
import { CommandLine } from '../../../parts/command-line.tsx';
import { Empty } from '../../../parts/empty.tsx';
import { ButtonLink } from '../../../parts/link.tsx';
import { isFiltered } from './filter.ts';
import type { Address } from './use-address.ts';

/** Nothing found, nothing there, or nothing that one may see: three different things to be told. */
export function NoTokens({ address: { filter, clear } }: { address: Address }) {
  const session = useSession();
  if (isFiltered(filter)) {
    return (
      <Empty title="No token matches" action={<Button onClick={clear}>Clear the filter</Button>}>
        {filter.status === undefined
          ? 'Expired and revoked tokens are found by their status only.'
          : 'Another status, or fewer words, may find it.'}
      </Empty>
    );
  }
  const sees = may(session, 'token:read');
  const makes = may(session, 'token:create') || session.token.type === 'personal';
  return (
    <Empty
      title={sees ? 'There are no tokens yet' : 'There is no token that you may see'}
      action={
        makes && (
          <ButtonLink to="/tokens/new" variant="primary">
            Create a token
          </ButtonLink>
        )
      }
    >
      <p>
        A token lets a program in: it says what may be read or written, in which project and environments, and until
        when.
      </p>
      {!sees && (
        <p>Those of a project are seen by its members. An administrator, or an owner of the project, adds you.</p>
      )}
      {may(session, 'token:create') && (
        <CommandLine
          words={[
            'token',
            'create',
            'my-first',
            '--project',
            'web',
            '--environment',
            'production',
            '--namespace',
            'web+r',
          ]}
        />
      )}
    </Empty>
  );
}
