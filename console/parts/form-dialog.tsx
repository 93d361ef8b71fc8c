import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useId } from 'react';
import { errorOf } from '../api/field-errors.ts';
import { Button } from './button.tsx';
import { CommandLine, type Word } from './command-line.tsx';
import { Dialog } from './dialog.tsx';
import styles from './form-dialog.module.css';
import { Problem } from './problem.tsx';

type FormDialogProps = {
  title: string;
  description?: ReactNode;
  /** What the button says: `Add the person`. */
  action: string;
  onSubmit: () => Promise<unknown>;
  onClose: () => void;
  /** Whether there is anything to send. */
  ready?: boolean;
  command: readonly Word[];
  wide?: boolean;
  /** The fields. `errorOf`: what the API said of one, by its name. */
  children: (errorOf: (field: string) => string | undefined) => ReactNode;
};

/** A form over the page. It closes when the API has taken it; until then it stays, and says what is wrong. */
export function FormDialog({ title, description, action, onSubmit, onClose, children, ...rest }: FormDialogProps) {
  const { ready = true, command, wide = false } = rest;
  const id = useId();
  const { mutate, error, isPending } = useMutation({ mutationFn: onSubmit, onSuccess: onClose });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready && !isPending) mutate();
  };
  return (
    <Dialog
      title={title}
      description={description}
      open
      onClose={onClose}
      wide={wide}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={id} variant="primary" disabled={!ready} pending={isPending}>
            {action}
          </Button>
        </>
      }
    >
      <form id={id} className={styles.form} onSubmit={submit}>
        {children((field) => errorOf(error, field))}
      </form>
      {error && <Problem error={error} />}
      <CommandLine words={command} />
    </Dialog>
  );
}
