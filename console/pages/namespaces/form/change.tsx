import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Schemas } from '../../../../client/api/index.ts';
import { ask, jeton } from '../../../api/jeton.ts';
import { queries } from '../../../api/queries.ts';
import { Button } from '../../../parts/button.tsx';
import { CommandLine } from '../../../parts/command-line.tsx';
import { Dialog } from '../../../parts/dialog.tsx';
import { Problem } from '../../../parts/problem.tsx';
import { toast } from '../../../parts/toasts/toast.tsx';
import styles from '../namespaces.module.css';
import { NamespaceFields } from './fields.tsx';

type ChangeNamespaceProps = { namespace: Schemas['Namespace']; onClose: () => void };

/** Changes how long a namespace keeps items, or who guards it. */
export function ChangeNamespace({ namespace, onClose }: ChangeNamespaceProps) {
  const { project, name } = namespace;
  const [values, setValues] = useState({
    retentionDays: String(namespace.retentionDays),
    group: namespace.group ?? '',
  });
  const body = { retentionDays: Number(values.retentionDays), group: values.group === '' ? null : values.group };
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => ask(jeton.patchNamespace({ path: { project, namespace: name }, body })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['namespaces', project] });
      toast.done(`Namespace ${name} is changed`);
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isPending) mutate();
  };
  const group = body.group === null ? '--no-group' : ['--group', body.group];
  const words = ['namespace', 'update', name, '--project', project, '--retention-days', body.retentionDays, group];
  return (
    <Dialog
      title={`Change ${name}`}
      description={`In project ${project}. Its name stands in grants, and stays.`}
      open
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="change-namespace" variant="primary" pending={isPending}>
            Change the namespace
          </Button>
        </>
      }
    >
      <form id="change-namespace" className={styles.form} onSubmit={submit}>
        <NamespaceFields values={values} onChange={setValues} error={error} />
      </form>
      {error && <Problem error={error} />}
      <CommandLine words={words} />
    </Dialog>
  );
}
