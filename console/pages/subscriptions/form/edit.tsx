import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { ask, jeton } from '../../../api/jeton.ts';
import { queries } from '../../../api/queries.ts';
import { Button } from '../../../parts/button.tsx';
import { CommandLine } from '../../../parts/command-line.tsx';
import { LeaveGuard } from '../../../parts/leave-guard.tsx';
import { Link } from '../../../parts/link.tsx';
import { PageHeader } from '../../../parts/page-header.tsx';
import { Problem } from '../../../parts/problem.tsx';
import { toast } from '../../../parts/toasts/toast.tsx';
import { errorsBy } from '../../properties/create/errors.ts';
import { oneSubscription, refetchSubscriptions, type Subscription } from '../api.ts';
import { nameOf } from '../words.ts';
import { changesOf, type Draft, draftOf, flagsOf, thresholdIssue } from './draft.ts';
import { SubscriptionFields } from './fields.tsx';
import styles from './form.module.css';

/** Changes what a subscription hears of, and where it leads. */
export function EditSubscription({ subscription, onEnd }: { subscription: Subscription; onEnd: () => unknown }) {
  const { id, channel, address, description } = subscription;
  const [draft, setDraft] = useState(() => draftOf(subscription));
  const dirty = useRef(false);
  const { mutate, error, isPending, reset } = useMutation({
    mutationFn: () => ask(jeton.updateSubscription({ path: { id }, body: changesOf(draft) })),
    onSuccess: async (changed) => {
      dirty.current = false;
      queries.setQueryData(oneSubscription(id).queryKey, changed);
      toast.done('The subscription is changed');
      await onEnd();
      await refetchSubscriptions();
    },
  });
  const change = (changes: Partial<Draft>) => {
    dirty.current = true;
    if (error) reset();
    setDraft((before) => ({ ...before, ...changes }));
  };
  const ready = draft.events.length > 0 && thresholdIssue(draft) === undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready && !isPending) mutate();
  };
  const isMoved = channel === 'webhook' && draft.address.trim() !== address;
  const after = draft.description.trim();
  const isWithoutFilter = [draft.project, draft.namespace.trim(), draft.type, draft.owner].every((word) => word === '');
  return (
    <>
      <PageHeader title={`Edit ${nameOf(subscription)}`} above={<Link to="/subscriptions">Subscriptions</Link>} />
      <LeaveGuard isDirty={() => dirty.current} what="The change" />
      <form className={styles.form} onSubmit={submit}>
        <SubscriptionFields draft={draft} onChange={change} errorAt={errorsBy(error)} />
        {isMoved && (
          <p className={styles.warning}>
            The webhook keeps its secret. Rotate it afterwards, where the old receiver must not sign for the new one.
          </p>
        )}
        {error && <Problem error={error} title="Nothing was changed" />}
        <div className={styles.buttons}>
          <Button type="submit" variant="primary" pending={isPending} disabled={!ready}>
            Save the subscription
          </Button>
          <Button onClick={onEnd}>Cancel</Button>
        </div>
      </form>
      <CommandLine
        words={[
          ['subscription', 'update', id],
          draft.address.trim() !== address && ['--address', draft.address.trim()],
          after !== (description ?? '') && (after === '' ? '--no-description' : ['--description', after]),
          ...flagsOf(draft),
          isWithoutFilter && '--no-filter',
        ]}
      />
    </>
  );
}
