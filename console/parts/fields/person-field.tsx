import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Schemas } from '../../../client/api/index.ts';
import { ask, jeton } from '../../api/jeton.ts';
import { type Choice, ComboboxField } from './combobox-field.tsx';
import type { FieldProps } from './field.tsx';

type PersonFieldProps = FieldProps & {
  /** The id; the empty word: nobody. */
  value: string;
  onValueChange: (id: string) => void;
  placeholder?: string;
};

const SHOWN = 20;

/** One person, found by name or mail address as it is typed. For whoever holds `user:read`. */
export function PersonField({ value, onValueChange, placeholder = 'Anybody', ...field }: PersonFieldProps) {
  const [words, setWords] = useState('');
  const found = useQuery({
    queryKey: ['users', 'found', words],
    queryFn: ({ signal }) => ask(jeton.listUsers({ query: { ...(words && { q: words }), limit: SHOWN }, signal })),
    placeholderData: (before) => before,
  });
  return (
    <ComboboxField
      {...field}
      options={(found.data?.items ?? []).map(choiceOf)}
      value={useChosen(value)}
      onValueChange={(choice) => onValueChange(choice?.value ?? '')}
      onSearch={(typed) => setWords(typed.trim())}
      placeholder={placeholder}
      none={found.isError ? 'People cannot be looked up now.' : 'Nobody is called so.'}
    />
  );
}

/** Who has the id. Until that is known, or where it is nobody, the id stands for the name. */
function useChosen(id: string): Choice | null {
  const { data } = useQuery({
    queryKey: ['users', id],
    queryFn: ({ signal }) => ask(jeton.getUser({ path: { id }, signal })),
    enabled: id !== '',
  });
  if (id === '') return null;
  return data === undefined ? { value: id, label: id } : choiceOf(data);
}

function choiceOf({ id, name, email }: Pick<Schemas['User'], 'id' | 'name' | 'email'>): Choice {
  return { value: id, label: name, more: email };
}
