import { useState } from 'react';
import { TOKEN_TYPES } from '../../../../../src/contract/token-types.ts';
import { ask, jeton } from '../../../../api/jeton.ts';
import { queries } from '../../../../api/queries.ts';
import { may } from '../../../../app/rights.ts';
import { useSession } from '../../../../app/session.tsx';
import { Confirm } from '../../../../parts/confirm.tsx';
import { PersonField } from '../../../../parts/fields/person-field.tsx';
import { SelectField } from '../../../../parts/fields/select-field.tsx';
import { TextField } from '../../../../parts/fields/text-field.tsx';
import { Problem } from '../../../../parts/problem.tsx';
import { toast } from '../../../../parts/toasts/toast.tsx';
import { counted } from '../../../../parts/words.ts';
import { REASONS, type RevocationReason } from '../../consequences.ts';
import type { Filter } from '../filter.ts';
import { useChoices, withChosen } from '../use-choices.ts';
import { bodyOf, commandOf, type Match, matchOf, namesSomething, type Reach, useReach } from './match.ts';
import styles from './revoke-matching.module.css';

const TYPES = TOKEN_TYPES.filter((type) => type !== 'master').map((type) => [type, type] as const);

/** Says how many tokens would end before it asks for that very number. */
export function RevokeMatchingDialog({ filter, onClose }: { filter: Filter; onClose: () => void }) {
  const [match, setMatch] = useState(() => matchOf(filter));
  const [reason, setReason] = useState<RevocationReason>('unspecified');
  const { data: reach, error, refetch } = useReach(match);
  const { projects } = useChoices(undefined);
  const set = (change: Partial<Match>) => setMatch({ ...match, ...change });
  const revoke = async () => {
    const { revoked } = await ask(jeton.revokeTokens({ body: bodyOf(match, reason) }));
    toast.done(`${counted(revoked, 'token is', 'tokens are')} revoked`);
    queries.invalidateQueries({ queryKey: ['tokens'] });
  };
  return (
    <Confirm
      title="Revoke all tokens that match"
      action="Revoke them all"
      open
      typed={reach && reach.total > 0 ? `revoke ${reach.total}` : undefined}
      ready={reach !== undefined && reach.total > 0}
      onConfirm={revoke}
      onClose={onClose}
      command={commandOf(match, reason)}
    >
      <div className={styles.form}>
        <p>A token must match all that you say here. It ends for good, its old secret with it.</p>
        <Owner match={match} set={set} />
        <div className={styles.beside}>
          <SelectField
            label="Project"
            value={match.project}
            options={[['', 'Any'], ...withChosen(projects, match.project)]}
            onValueChange={(project) => set({ project })}
          />
          <SelectField
            label="Type"
            value={match.type}
            options={[['', 'Any'], ...TYPES]}
            onValueChange={(type) => set({ type: type as Match['type'] })}
          />
        </div>
        <div className={styles.beside}>
          <TextField
            label="Secret made before"
            type="date"
            value={match.issuedBefore}
            onValueChange={(issuedBefore) => set({ issuedBefore })}
            hint="Midnight, UTC. Refreshing makes a new secret."
          />
          <SelectField
            label="Reason"
            value={reason}
            options={REASONS}
            onValueChange={(value) => setReason(value as RevocationReason)}
          />
        </div>
        {error ? <Problem error={error} onRetry={refetch} /> : <ReachWords match={match} reach={reach} />}
      </div>
    </Confirm>
  );
}

type FormProps = { match: Match; set: (change: Partial<Match>) => void };

function Owner({ match, set }: FormProps) {
  const sees = may(useSession(), 'user:read');
  return sees ? (
    <PersonField label="Owner" value={match.owner} onValueChange={(owner) => set({ owner })} />
  ) : (
    <TextField label="Owner" mono value={match.owner} onValueChange={(owner) => set({ owner })} hint="An id, usr_…" />
  );
}

/** The number first, and what it leaves out. */
function ReachWords({ match, reach }: { match: Match; reach: Reach | undefined }) {
  if (!namesSomething(match)) return <p role="status">Say at least one of owner, project, type and time.</p>;
  if (reach === undefined) return <p role="status">Counting …</p>;
  if (reach.total === 0) return <p role="status">No token matches.</p>;
  return (
    <div role="status" className={styles.reach}>
      <p>
        <strong>
          {reach.atMost ? 'Up to ' : ''}
          {counted(reach.total, 'token ends', 'tokens end')}
        </strong>
        . Whoever holds one is refused within 10 seconds.
      </p>
      {match.project !== '' && <p>Tokens that are for all projects stay.</p>}
      {match.issuedBefore !== '' && <p>Those whose secret was made later stay.</p>}
      <p>Master tokens stay: they end with their memberships.</p>
    </div>
  );
}
