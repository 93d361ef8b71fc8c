import { useQuery } from '@tanstack/react-query';
import { ArrowLeftRight } from 'lucide-react';
import { Button } from '../../../parts/button.tsx';
import { CommandLine } from '../../../parts/command-line.tsx';
import { Empty } from '../../../parts/empty.tsx';
import { SelectField } from '../../../parts/fields/select-field.tsx';
import { Loading } from '../../../parts/loading.tsx';
import { Problem } from '../../../parts/problem.tsx';
import { oneVersion, someVersions } from '../api.ts';
import { textOf } from '../document/document.ts';
import type { PartProps } from '../property.tsx';
import styles from './compare.module.css';
import { DiffView } from './diff-view.tsx';

/** Two versions, and what differs between their documents. */
export function Compare({ property: { id, latestVersion, active }, view }: PartProps) {
  const to = view.to ?? latestVersion;
  const from = view.from ?? Math.max(1, to - 1);
  const before = useQuery(oneVersion(id, from));
  const after = useQuery(oneVersion(id, to));
  if (latestVersion === 1) {
    return (
      <Empty title="There is one version only">
        When there is another, this shows what differs between any two: before an activation, or to find out when
        something changed.
      </Empty>
    );
  }
  const choose = (next: { from?: number; to?: number }) => {
    const chosen = { from, to, ...next };
    view.open('compare', { from: String(chosen.from), to: String(chosen.to) }, true);
  };
  const error = before.error ?? after.error;
  return (
    <>
      <div className={styles.choices}>
        <Choice
          id={id}
          label="From version"
          version={from}
          active={active}
          onChoose={(number) => choose({ from: number })}
        />
        <Choice id={id} label="To version" version={to} active={active} onChoose={(number) => choose({ to: number })} />
        <Button onClick={() => choose({ from: to, to: from })}>
          <ArrowLeftRight aria-hidden size={16} /> The other way round
        </Button>
      </div>
      {error && <Problem error={error} onRetry={() => Promise.all([before.refetch(), after.refetch()])} />}
      {before.data && after.data ? (
        <DiffView
          before={textOf(before.data.document)}
          after={textOf(after.data.document)}
          what={`From version ${from} to version ${to}`}
        />
      ) : (
        !error && <Loading label="Asking for the versions" />
      )}
      <CommandLine words={['property', 'version', id, from, '--quiet']} />
    </>
  );
}

type ChoiceProps = {
  id: string;
  label: string;
  version: number;
  active: Record<string, number>;
  onChoose: (version: number) => void;
};

function Choice({ id, label, version, active, onChoose }: ChoiceProps) {
  const { data } = useQuery(someVersions(id));
  const numbers = [...new Set([...(data?.items ?? []).map((one) => one.version), version])];
  const options = numbers.map((number): [string, string] => {
    const where = Object.keys(active).filter((environment) => active[environment] === number);
    return [String(number), where.length === 0 ? String(number) : `${number}, active in ${where.join(', ')}`];
  });
  return (
    <SelectField
      label={label}
      value={String(version)}
      options={options}
      onValueChange={(number) => onChoose(Number(number))}
    />
  );
}
