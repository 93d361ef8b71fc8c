import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ask, jeton } from '../../api/jeton.ts';
import { may } from '../../app/rights.ts';
import { useSession } from '../../app/session.tsx';
import { type Choice, ComboboxField } from '../../parts/fields/combobox-field.tsx';
import { useOwnerNames } from '../tokens/owners.ts';

/** Who does something without being a person or a token. */
const OTHERS: readonly Choice[] = [
  { value: 'sweep', label: 'The scheduled jobs', more: 'sweep' },
  { value: 'setup', label: 'The set-up', more: 'setup' },
];
const SHOWN = 20;
const ID = /^(?:usr|tok|shr)_[0-9a-z]{11}$/;

/** Who did it: a person by name, a token by its id, or the deployment itself. The empty word: anybody. */
export function ActorField({ value, onValueChange }: { value: string; onValueChange: (id: string) => void }) {
  const [words, setWords] = useState('');
  const people = usePeople(words);
  const names = useOwnerNames([value.startsWith('usr_') ? value : null]);
  const known = OTHERS.find((other) => other.value === value)?.label ?? names.get(value) ?? value;
  const typed: Choice[] = ID.test(words) ? [{ value: words, label: words }] : [];
  const others = OTHERS.filter(({ label, more = '' }) =>
    `${label} ${more}`.toLowerCase().includes(words.toLowerCase()),
  );
  return (
    <ComboboxField
      label="Who did it"
      placeholder="Anybody"
      options={[...typed, ...people, ...others]}
      value={value === '' ? null : { value, label: known }}
      onValueChange={(choice) => onValueChange(choice?.value ?? '')}
      onSearch={(text) => setWords(text.trim())}
      none="Nobody is called so. An id, tok_… or usr_…, works too."
    />
  );
}

function usePeople(words: string): Choice[] {
  const session = useSession();
  const { data } = useQuery({
    queryKey: ['users', 'found', words],
    queryFn: ({ signal }) => ask(jeton.listUsers({ query: { ...(words && { q: words }), limit: SHOWN }, signal })),
    placeholderData: (before) => before,
    enabled: may(session, 'user:read', 'everywhere'),
  });
  const own = session.user === null ? [] : [session.user];
  return (data?.items ?? own).map(({ id, name, email }) => ({ value: id, label: name, more: email }));
}
