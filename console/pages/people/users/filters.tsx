import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { first, type Search } from '../../../app/search.ts';
import { SearchField } from '../../../parts/fields/search-field.tsx';
import { SelectField } from '../../../parts/fields/select-field.tsx';
import styles from '../people.module.css';
import { useRoles } from '../roles/use-roles.ts';

type Filter = { q: string; role: string };

/** What the address says of which people are shown. */
export function useFilter(): Filter & { change: (changes: Partial<Filter>) => void } {
  const search: Search = useSearch({ strict: false });
  const navigate = useNavigate();
  const change = useCallback(
    (changes: Partial<Filter>) => {
      const next = (before: Partial<Search>): Search =>
        Object.fromEntries(
          Object.entries({ ...before, ...changes }).flatMap(([name, value]) => (value ? [[name, value]] : [])),
        );
      return navigate({ to: '/people', search: next, replace: changes.q !== undefined, resetScroll: false });
    },
    [navigate],
  );
  return { q: first(search, 'q') ?? '', role: first(search, 'role') ?? '', change };
}

/** A box for words, and the root roles to choose from. */
export function UserFilters({ q, role, onChange }: Filter & { onChange: (changes: Partial<Filter>) => void }) {
  const { roles } = useRoles();
  const names = roles.filter(({ for: where }) => where !== 'project').map(({ name }) => name);
  const known = role === '' || names.includes(role);
  const options = [['', 'Any'] as const, ...[...names, ...(known ? [] : [role])].map((name) => [name, name] as const)];
  const keep = useCallback((words: string) => onChange({ q: words }), [onChange]);
  return (
    <search className={styles.filters} aria-label="Filter the people">
      <SearchField label="Name or mail address" kept={q} onKeep={keep} />
      <SelectField
        label="Root role"
        value={role}
        options={options}
        onValueChange={(next) => onChange({ role: next })}
      />
    </search>
  );
}
