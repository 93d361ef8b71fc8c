import { Plus } from 'lucide-react';
import { useRef } from 'react';
import { Button } from '../../../parts/button.tsx';
import { TextField } from '../../../parts/fields/text-field.tsx';
import styles from './create.module.css';
import { freshRule, type RuleDraft } from './draft.ts';
import type { FieldsProps } from './form.tsx';
import { RuleField } from './rule-field.tsx';

/** The rules in their order, and the client keys that some of them take. */
export function RuleFields({ draft, onChange, errorAt }: FieldsProps) {
  const { rules } = draft;
  const add = useRef<HTMLButtonElement>(null);
  const put = (next: readonly RuleDraft[]) => onChange({ rules: next });
  const up = (at: number) => {
    const [moved, above] = [rules[at], rules[at - 1]];
    if (moved && above) put(rules.map((rule, index) => (index === at ? above : index === at - 1 ? moved : rule)));
    // The topmost rule has no button to move it: the focus would go astray.
    if (at === 1) add.current?.focus();
  };
  const remove = (gone: RuleDraft) => {
    put(rules.filter((rule) => rule !== gone));
    add.current?.focus();
  };
  return (
    <>
      {rules.map((rule, at) => (
        <RuleField
          key={rule.key}
          rule={rule}
          number={at + 1}
          errorAt={(path) => errorAt(`document.rules.${at}.${path}`)}
          onChange={(next) => put(rules.map((one) => (one === rule ? { ...one, ...next } : one)))}
          onUp={at > 0 ? () => up(at) : undefined}
          onRemove={rules.length > 1 ? () => remove(rule) : undefined}
        />
      ))}
      <div>
        <Button ref={add} onClick={() => put([...rules, freshRule()])}>
          <Plus aria-hidden size={16} /> Add a rule
        </Button>
      </div>
      {rules.some(({ by }) => by === 'clientKey') && (
        <div className={styles.pair}>
          <TextField
            label="Header of the client key"
            value={draft.clientKeyHeader}
            onValueChange={(clientKeyHeader) => onChange({ clientKeyHeader })}
            error={errorAt('document.clientKeys.header')}
          />
          <TextField
            label="Client keys"
            value={draft.clientKeys}
            onValueChange={(clientKeys) => onChange({ clientKeys })}
            error={errorAt('document.clientKeys.keys')}
            spellCheck={false}
            hint="Words that you choose, with a comma between them. They are no secret."
          />
        </div>
      )}
    </>
  );
}
