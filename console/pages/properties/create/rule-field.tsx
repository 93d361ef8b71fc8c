import { ArrowUp, Plus, Trash2 } from 'lucide-react';
import { useRef } from 'react';
import { TOKEN_TYPES } from '../../../../src/contract/token-types.ts';
import { Button } from '../../../parts/button.tsx';
import { SelectField } from '../../../parts/fields/select-field.tsx';
import { TextField } from '../../../parts/fields/text-field.tsx';
import { Checks } from './checks.tsx';
import styles from './create.module.css';
import { freshKey, METHODS, type RequirementDraft, type RuleDraft } from './draft.ts';
import type { ErrorAt } from './errors.ts';
import { RequirementField } from './requirement-field.tsx';

type RuleFieldProps = {
  rule: RuleDraft;
  number: number;
  errorAt: ErrorAt;
  onChange: (next: Partial<RuleDraft>) => void;
  onUp: (() => void) | undefined;
  onRemove: (() => void) | undefined;
};

/** One rule: which requests it is for, and who may make them. */
export function RuleField({ rule, number, errorAt, onChange, onUp, onRemove }: RuleFieldProps) {
  return (
    <fieldset className={styles.rule}>
      <legend>Rule {number}</legend>
      <div className={styles.corner}>
        {onUp && (
          <Button variant="quiet" aria-label={`Move rule ${number} up`} title="Move up" onClick={onUp}>
            <ArrowUp aria-hidden size={16} />
          </Button>
        )}
        {onRemove && (
          <Button variant="quiet" aria-label={`Remove rule ${number}`} title="Remove" onClick={onRemove}>
            <Trash2 aria-hidden size={16} />
          </Button>
        )}
      </div>
      <TextField
        label="Paths"
        mono
        value={rule.paths}
        onValueChange={(paths) => onChange({ paths })}
        error={errorAt('paths')}
        autoCapitalize="off"
        spellCheck={false}
        placeholder="/orders/{shop}/*"
        hint="{name} stands for one segment, /* at the end for all that follows. Several with a space between them."
        required
      />
      <Checks
        legend="Methods"
        choices={METHODS}
        chosen={rule.methods}
        onChosen={(methods) => onChange({ methods })}
        error={errorAt('methods')}
      />
      <SelectField
        label="Lets in"
        value={rule.by}
        options={[
          ['token', 'Whoever has a token'],
          ['clientKey', 'Whoever has a client key'],
          ['open', 'Anybody'],
        ]}
        onValueChange={(by) => onChange({ by: by as RuleDraft['by'] })}
      />
      {rule.by === 'token' && <TokenFields rule={rule} number={number} errorAt={errorAt} onChange={onChange} />}
    </fieldset>
  );
}

function TokenFields({
  rule,
  number,
  errorAt,
  onChange,
}: Pick<RuleFieldProps, 'rule' | 'number' | 'errorAt' | 'onChange'>) {
  const { types, requires } = rule;
  const add = useRef<HTMLButtonElement>(null);
  const remove = (gone: RequirementDraft) => {
    put(requires.filter((one) => one !== gone));
    add.current?.focus();
  };
  const put = (next: readonly RequirementDraft[]) => onChange({ requires: next });
  const names = [...rule.paths.matchAll(/\{([a-z][A-Za-z0-9]{0,31})\}/g)].map(([name]) => name);
  const [name = ''] = names;
  const fresh = () => ({ key: freshKey(), resource: name.slice(1, -1).toLowerCase(), name, action: '{method}' });
  return (
    <>
      <Checks
        legend="Types of token"
        choices={TOKEN_TYPES}
        chosen={types}
        onChosen={(chosen) => onChange({ types: chosen })}
        error={errorAt('access.types')}
      />
      <fieldset className={styles.requires}>
        <legend>What it must be granted</legend>
        {requires.length === 0 && <p className={styles.hint}>Nothing in particular: any token of the project does.</p>}
        {requires.map((requirement, at) => (
          <RequirementField
            key={requirement.key}
            requirement={requirement}
            label={`Grant ${at + 1} of rule ${number}`}
            errorAt={(path) => errorAt(`access.requires.${at}.${path}`)}
            onChange={(next) => put(requires.map((one) => (one === requirement ? { ...one, ...next } : one)))}
            onRemove={() => remove(requirement)}
          />
        ))}
        <div>
          <Button ref={add} onClick={() => put([...requires, fresh()])}>
            <Plus aria-hidden size={16} /> Require a grant
          </Button>
        </div>
      </fieldset>
    </>
  );
}
