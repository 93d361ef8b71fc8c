import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ask, jeton } from '../../../api/jeton.ts';
import { queries } from '../../../api/queries.ts';
import { Button } from '../../../parts/button.tsx';
import { CommandLine } from '../../../parts/command-line.tsx';
import { Dialog } from '../../../parts/dialog.tsx';
import { TextField } from '../../../parts/fields/text-field.tsx';
import { Problem } from '../../../parts/problem.tsx';
import { toast } from '../../../parts/toasts/toast.tsx';
import styles from '../namespaces.module.css';
import { errorOf, NamespaceFields, type NamespaceValues } from './fields.tsx';

type CreateNamespaceProps = { project: string; open: boolean; onClose: () => void };

const NOTHING: NamespaceValues = { retentionDays: '0', group: '' };

/** Makes a namespace in a project. */
export function CreateNamespace({ project, open, onClose }: CreateNamespaceProps) {
  const [name, setName] = useState('');
  const [values, setValues] = useState(NOTHING);
  const { retentionDays, group } = values;
  const body = { name: name.trim(), retentionDays: Number(retentionDays), ...(group !== '' && { group }) };
  const { mutate, error, isPending, reset } = useMutation({
    mutationFn: () => ask(jeton.createNamespace({ path: { project }, body })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['namespaces', project] });
      toast.done(`Namespace ${body.name} is there`);
      close();
    },
  });
  function close() {
    reset();
    setName('');
    setValues(NOTHING);
    onClose();
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isPending) mutate();
  };
  const days = body.retentionDays > 0 && ['--retention-days', body.retentionDays];
  const words = ['namespace', 'create', body.name || 'NAME', '--project', project, days, group && ['--group', group]];
  return (
    <Dialog
      title="Create a namespace"
      description={`In project ${project}. Grants name it, so its name never changes.`}
      open={open}
      onClose={close}
      footer={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button type="submit" form="create-namespace" variant="primary" pending={isPending}>
            Create the namespace
          </Button>
        </>
      }
    >
      <form id="create-namespace" className={styles.form} onSubmit={submit}>
        <TextField
          label="Name"
          name="name"
          value={name}
          onValueChange={setName}
          error={errorOf(error, 'name')}
          required
          maxLength={32}
          autoComplete="off"
          spellCheck={false}
          hint="1 to 32 of a-z, 0-9, _ and -: marketing"
        />
        <NamespaceFields values={values} onChange={setValues} error={error} />
      </form>
      {error && <Problem error={error} />}
      <CommandLine words={words} />
    </Dialog>
  );
}
