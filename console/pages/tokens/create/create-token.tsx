import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState } from 'react';
import { type Search, stringifySearch } from '../../../app/search.ts';
import { useSession } from '../../../app/session.tsx';
import { Empty } from '../../../parts/empty.tsx';
import { Link } from '../../../parts/link.tsx';
import { Loading } from '../../../parts/loading.tsx';
import { PageHeader } from '../../../parts/page-header.tsx';
import { Problem } from '../../../parts/problem.tsx';
import { FIRST_SIGHTS } from '../../first-sights.ts';
import { type Choices, useChoices } from './choices.ts';
import { Damage } from './damage.tsx';
import type { Draft } from './draft.ts';
import { Form } from './form.tsx';
import { type Reading, readLink } from './link-read.ts';
import { writeLink } from './link-write.ts';
import { mayCreateIn, typesFor } from './rights.ts';
import { type MadeType, TYPES } from './types.ts';

/** Creates a token. What the form begins with stands in the address: links of mails and of colleagues fill it in. */
export function CreateToken() {
  const session = useSession();
  const types = typesFor(session);
  return (
    <>
      <PageHeader {...FIRST_SIGHTS['/tokens/new']} above={<Link to="/tokens">Tokens</Link>} />
      {types.length === 0 ? (
        <Empty title="You may not create tokens here">
          That takes the permission token:create in a project. Ask an administrator, or an owner of the project, for it.
        </Empty>
      ) : (
        <WithChoices types={types} />
      )}
    </>
  );
}

function WithChoices({ types }: { types: readonly MadeType[] }) {
  const { choices, error, retry } = useChoices();
  if (choices !== null) return <Addressed types={types} choices={choices} />;
  return error === null ? <Loading label="Looking up what there is" /> : <Problem error={error} onRetry={retry} />;
}

const WRITE_MS = 400;

/** Keeps the address as the form is, so that a reload, or a new sign-in, finds it again; another address is another form. */
function Addressed({ types, choices }: { types: readonly MadeType[]; choices: Choices }) {
  const session = useSession();
  const navigate = useNavigate();
  const search: Search = useSearch({ strict: false });
  const address = stringifySearch(search);
  const [opened, setOpened] = useState(address);
  const own = useRef(address);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    if (address === own.current) return;
    own.current = address;
    setOpened(address);
  }, [address]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const write = (draft: Draft) => {
    clearTimeout(timer.current);
    const next = writeLink(draft);
    own.current = stringifySearch(next);
    navigate({ to: '/tokens/new', search: next, replace: true, resetScroll: false });
  };
  const writeSoon = (draft: Draft) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => write(draft), WRITE_MS);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: what the form itself writes to the address is no new form.
  const reading = useMemo(() => {
    const open = choices.projects.filter(({ id }) => mayCreateIn(session, id));
    return begin(readLink(search), types, open.length === 1 ? (open[0]?.id ?? null) : null);
  }, [opened]);
  return (
    <>
      <Damage damage={reading.damage} />
      <Form key={opened} reading={reading} types={types} choices={choices} onDraft={writeSoon} onSend={write} />
    </>
  );
}

/** Where there is no choice, it is made: the only project, the only type. */
function begin({ draft, damage }: Reading, types: readonly MadeType[], only: string | null): Reading {
  const [first = 'access'] = types;
  const type = types.includes(draft.type) ? draft.type : first;
  const refused = type !== draft.type && {
    type: `You may not make tokens of type ${TYPES[draft.type].title.toLowerCase()}.`,
  };
  const asks = TYPES[type].places === 'asked' && draft.projects.length === 0 && damage.projects === undefined;
  return {
    draft: { ...draft, type, ...(asks && only !== null && { projects: [only] }) },
    damage: { ...damage, ...refused },
  };
}
