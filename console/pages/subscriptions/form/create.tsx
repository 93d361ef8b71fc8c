import { useMutation } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type FormEvent, useRef, useState } from 'react';
import { ask, jeton } from '../../../api/jeton.ts';
import { first, oneOf, type Search } from '../../../app/search.ts';
import { Button } from '../../../parts/button.tsx';
import { CommandLine } from '../../../parts/command-line.tsx';
import { LeaveGuard } from '../../../parts/leave-guard.tsx';
import { ButtonLink, Link } from '../../../parts/link.tsx';
import { PageHeader } from '../../../parts/page-header.tsx';
import { Problem } from '../../../parts/problem.tsx';
import { toast } from '../../../parts/toasts/toast.tsx';
import { useShowWebhookSecret } from '../../../parts/webhook-secret/show.ts';
import { errorsBy } from '../../properties/create/errors.ts';
import { refetchSubscriptions } from '../api.ts';
import { bodyOf, type Draft, flagsOf, freshDraft, thresholdIssue } from './draft.ts';
import { SubscriptionFields } from './fields.tsx';
import styles from './form.module.css';

/** Has a mail address or a webhook told. The secret of a webhook is shown once, above all pages. */
export function CreateSubscription() {
  const search: Search = useSearch({ strict: false });
  const navigate = useNavigate();
  const showSecret = useShowWebhookSecret();
  const [draft, setDraft] = useState(() =>
    freshDraft(oneOf(search, 'new', ['mail', 'webhook']) ?? 'mail', first(search, 'project') ?? ''),
  );
  const dirty = useRef(false);
  const { mutate, error, isPending, reset } = useMutation({
    // What it gives is not the secret: the cache of mutations would hold that.
    mutationFn: async () => {
      const { subscription, secret } = await ask(jeton.createSubscription({ body: bodyOf(draft) }));
      if (secret !== null) showSecret({ address: subscription.address, secret });
      return subscription;
    },
    onSuccess: async ({ id, address }) => {
      dirty.current = false;
      toast.done(`${address} is subscribed`, 'It hears of what happens from now on.');
      await navigate({ to: '/subscriptions/$id', params: { id } });
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
  return (
    <>
      <PageHeader title="Add a subscription" above={<Link to="/subscriptions">Subscriptions</Link>}>
        <p>It hears of what happens from now on. All but the channel can be changed later.</p>
      </PageHeader>
      <LeaveGuard isDirty={() => dirty.current} what="The subscription" />
      <form className={styles.form} onSubmit={submit}>
        <SubscriptionFields isNew draft={draft} onChange={change} errorAt={errorsBy(error)} />
        {error && <Problem error={error} title="Nobody was subscribed" />}
        <div className={styles.buttons}>
          <Button type="submit" variant="primary" pending={isPending} disabled={!ready}>
            Add the subscription
          </Button>
          <ButtonLink to="/subscriptions">Cancel</ButtonLink>
        </div>
      </form>
      <CommandLine
        words={[
          ['subscription', 'create', `--${draft.channel}`, draft.address.trim() || 'ADDRESS'],
          draft.description.trim() !== '' && ['--description', draft.description.trim()],
          ...flagsOf(draft),
        ]}
      />
    </>
  );
}
