import { useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { first, type Search } from '../../../app/search.ts';
import { useSession } from '../../../app/session.tsx';
import { Button } from '../../../parts/button.tsx';
import { CommandLine } from '../../../parts/command-line.tsx';
import { Empty } from '../../../parts/empty.tsx';
import { ButtonLink, Link } from '../../../parts/link.tsx';
import { PageHeader } from '../../../parts/page-header.tsx';
import { Problem } from '../../../parts/problem.tsx';
import { Section } from '../../../parts/section.tsx';
import { TokenBadges } from '../badges.tsx';
import { hasEnded, rightsOver, type Token } from '../rights.ts';
import { ShortDetails } from './details.tsx';
import styles from './dialogs.module.css';
import { Found } from './found.tsx';
import { Notices } from './notices.tsx';
import { canBeRepeated, likeIt } from './recreate.ts';
import { RefreshWarnings } from './refresh/refresh-dialog.tsx';
import { RefreshFields } from './refresh/refresh-fields.tsx';
import { useRefresh } from './refresh/use-refresh.ts';
import { commandOf, wishOf } from './refresh/wish.ts';

const TITLE = 'Replace the secret of a token';

/** The page behind "Replace it" in a mail: `?expires=30d&overlap=24h`. It shows whose secret it is about first. */
export function ReplaceSecret() {
  const { id = '' } = useParams({ strict: false });
  return (
    <Found key={id} id={id} title={TITLE}>
      {(token, refetch) => <Replace token={token} onChanged={refetch} />}
    </Found>
  );
}

function Replace({ token, onChanged }: { token: Token; onChanged: () => void }) {
  const [done, setDone] = useState(false);
  const { id, name } = token;
  return (
    <>
      <PageHeader
        title={done ? `${name} has a new secret` : TITLE}
        above={
          <Link to="/tokens/$id" params={{ id }}>
            {name}
          </Link>
        }
      >
        {done ? null : <p>Look whether this is the one. Then choose what becomes of its present secret.</p>}
      </PageHeader>
      <Notices token={token} onOverlapEnded={onChanged} />
      <Section title={done ? 'The token' : 'Is this the one?'}>
        <ShortDetails token={token} />
        <p className={styles.below}>
          <TokenBadges token={token} />
        </p>
      </Section>
      {done ? <WhatNow token={token} /> : <Form token={token} onDone={() => setDone(true)} />}
    </>
  );
}

function Form({ token, onDone }: { token: Token; onDone: () => void }) {
  const search: Search = useSearch({ strict: false });
  const form = useRefresh(token, wishOf(first(search, 'overlap') ?? '0', first(search, 'expires')), onDone);
  const allowed = rightsOver(useSession(), token).refresh;
  if (!allowed) return <CannotReplace token={token} />;
  return (
    <Section title="A new secret for it" hint="Its id and what it may do stay as they are.">
      <form className={`${styles.form} ${styles.alone}`} onSubmit={form.submit}>
        <RefreshFields token={token} form={form} />
        <RefreshWarnings token={token} />
        {form.problem !== null && <Problem error={form.problem} />}
        <p>
          <Button type="submit" variant="primary" pending={form.isPending}>
            Replace the secret
          </Button>
        </p>
      </form>
      <CommandLine words={commandOf(token.id, form.wish)} />
    </Section>
  );
}

function CannotReplace({ token }: { token: Token }) {
  if (hasEnded(token)) {
    return (
      <Empty
        title="It has ended, and cannot be replaced"
        action={
          canBeRepeated(token) && (
            <ButtonLink to="/tokens/new" search={likeIt(token)} variant="primary">
              Create one like it
            </ButtonLink>
          )
        }
      >
        A token that has expired or was revoked gets no new secret. A new token with the same rights takes its place.
      </Empty>
    );
  }
  if (token.status === 'disabled') {
    return (
      <Empty
        title="It is disabled"
        action={
          <ButtonLink to="/tokens/$id" params={{ id: token.id }}>
            To the token
          </ButtonLink>
        }
      >
        A disabled token gets no new secret. Enable it first.
      </Empty>
    );
  }
  return (
    <Empty title="You may not replace this secret">
      Its owner may, and who may change tokens in all of its projects. Ask one of them, or an administrator.
    </Empty>
  );
}

function WhatNow({ token }: { token: Token }) {
  return (
    <Section title="What now">
      <ol className={styles.steps}>
        <li>Put the new secret wherever the old one stands.</li>
        <li>Only then use it: the old one ends when the new one is first used.</li>
        <li>
          Look at the{' '}
          <Link to="/tokens/$id" params={{ id: token.id }}>
            page of the token
          </Link>{' '}
          whether the old one is still being used.
        </li>
      </ol>
    </Section>
  );
}
