import { X } from 'lucide-react';
import { TOKEN_STATUSES, TOKEN_TYPES } from '../../../../src/contract/token-types.ts';
import { first } from '../../../app/search.ts';
import { Button } from '../../../parts/button.tsx';
import { SelectField } from '../../../parts/fields/select-field.tsx';
import { useOwnerNames } from '../owners.ts';
import { type FilterName, isFiltered } from './filter.ts';
import styles from './filters.module.css';
import { SearchBox } from './search-box.tsx';
import type { Address } from './use-address.ts';
import { type Choice, useChoices, withChosen } from './use-choices.ts';

const STATUSES = TOKEN_STATUSES.map((status) => [status, capitalised(status.replaceAll('_', ' '))] as const);
const EXPIRING = [7, 30, 90].map((days) => [`${days}d`, `Within ${days} days`] as const);

/** Which tokens are shown: a box for words, a choice for each facet, and what is unusual as switches. */
export function Filters({ address }: { address: Address }) {
  const { search, filter, change, clear } = address;
  const { projects, environments, namespaces } = useChoices(filter.project);
  const facet = (name: FilterName, label: string, any: string, options: readonly Choice[]) => (
    <Facet
      label={label}
      any={any}
      options={options}
      value={filter[name]}
      onChoose={(value) => change({ [name]: value })}
    />
  );
  return (
    <search className={styles.filters} aria-label="Filter the tokens">
      <div className={styles.words}>
        <SearchBox kept={first(search, 'q') ?? ''} onKeep={(q) => change({ q }, { replace: true })} />
        <div className={styles.switches}>
          <Switch label="Never used" on={filter.unused === 'true'} onTurn={(unused) => change({ unused })} />
          <Switch
            label="In overlap"
            on={filter.overlapping === 'true'}
            onTurn={(overlapping) => change({ overlapping })}
          />
          {filter.owner && <OwnerChip id={filter.owner} onRemove={() => change({ owner: '' })} />}
          {isFiltered(filter) && (
            <Button variant="quiet" onClick={clear}>
              Clear all
            </Button>
          )}
        </div>
      </div>
      <div className={styles.facets}>
        {facet('project', 'Project', 'Any', projects)}
        {facet('environment', 'Environment', 'Any', environments)}
        {(filter.project || filter.namespace) && facet('namespace', 'Namespace', 'Any', namespaces)}
        {facet('type', 'Type', 'Any', TOKEN_TYPES.map(itself))}
        {facet('status', 'Status', 'Not ended', STATUSES)}
        {facet('expiringBefore', 'Expires', 'Any time', EXPIRING)}
      </div>
    </search>
  );
}

type FacetProps = {
  label: string;
  any: string;
  options: readonly Choice[];
  value: string | undefined;
  onChoose: (value: string) => void;
};

function Facet({ label, any, options, value = '', onChoose }: FacetProps) {
  const all: Choice[] = [['', any], ...withChosen(options, value)];
  return (
    <div className={styles.facet} data-on={value !== '' || undefined}>
      <SelectField label={label} value={value} options={all} onValueChange={onChoose} />
    </div>
  );
}

function Switch({ label, on, onTurn }: { label: string; on: boolean; onTurn: (value: string) => void }) {
  return (
    <button type="button" className={styles.chip} aria-pressed={on} onClick={() => onTurn(on ? '' : 'true')}>
      {label}
    </button>
  );
}

function OwnerChip({ id, onRemove }: { id: string; onRemove: () => void }) {
  const name = useOwnerNames([id]).get(id) ?? id;
  return (
    <button
      type="button"
      className={styles.chip}
      data-on
      onClick={onRemove}
      aria-label={`Owner: ${name}, remove this filter`}
    >
      Owner: {name}
      <X aria-hidden size={14} />
    </button>
  );
}

function itself(value: string): Choice {
  return [value, value];
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
