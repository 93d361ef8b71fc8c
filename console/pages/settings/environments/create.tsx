import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { errorOf } from '../../../api/field-errors.ts';
import { ask, jeton } from '../../../api/jeton.ts';
import { queries } from '../../../api/queries.ts';
import { Button } from '../../../parts/button.tsx';
import { CommandLine } from '../../../parts/command-line.tsx';
import { Dialog } from '../../../parts/dialog.tsx';
import { TextField } from '../../../parts/fields/text-field.tsx';
import { Problem } from '../../../parts/problem.tsx';
import { toast } from '../../../parts/toasts/toast.tsx';
import styles from '../settings.module.css';

/** Makes an environment. */
export function CreateEnvironment({ open, onClose }: { open: boolean; onClose: () => void }) {
  const [id, setId] = useState('');
  const [name, setName] = useState('');
  const body = { id: id.trim(), name: name.trim() || id.trim() };
  const { mutate, error, isPending, reset } = useMutation({
    mutationFn: () => ask(jeton.createEnvironment({ body })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['environments'] });
      toast.done(`Environment ${body.id} is there`);
      close();
    },
  });
  function close() {
    reset();
    setId('');
    setName('');
    onClose();
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isPending) mutate();
  };
  return (
    <Dialog
      title="Make an environment"
      description="Tokens name it, so its id never changes."
      open={open}
      onClose={close}
      footer={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button type="submit" form="create-environment" variant="primary" pending={isPending}>
            Make the environment
          </Button>
        </>
      }
    >
      <form id="create-environment" className={styles.form} onSubmit={submit}>
        <TextField
          label="Id"
          hint="1 to 32 of a-z, 0-9, _ and -: preview"
          required
          maxLength={32}
          autoComplete="off"
          spellCheck={false}
          value={id}
          onValueChange={setId}
          error={errorOf(error, 'id')}
        />
        <TextField
          label="Name"
          hint="For people. Left empty: the id."
          maxLength={100}
          autoComplete="off"
          value={name}
          onValueChange={setName}
          error={errorOf(error, 'name')}
        />
      </form>
      {error && <Problem error={error} />}
      <CommandLine words={['environment', 'create', body.id || 'ID', body.name !== body.id && ['--name', body.name]]} />
    </Dialog>
  );
}
