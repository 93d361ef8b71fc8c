import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { Button } from './button.tsx';
import { CommandLine, type Word } from './command-line.tsx';
import { Dialog } from './dialog.tsx';
import { TextField } from './fields/text-field.tsx';
import { Problem } from './problem.tsx';

type ConfirmProps = {
  title: string;
  /** What will break, or come to an end, in sentences. */
  children: ReactNode;
  /** What the button says: `Revoke the token`. */
  action: string;
  onConfirm: () => Promise<unknown>;
  onClose: () => void;
  open: boolean;
  dangerous?: boolean;
  /** What must be typed before the button works: the name of what will be gone. */
  typed?: string;
  /** Whether all else that the button needs is there. */
  ready?: boolean;
  command?: readonly Word[];
};

/** Asks before something is done that is not easily undone. It stays open, and says why, when it could not be done. */
export function Confirm({
  title,
  children,
  action,
  onConfirm,
  onClose,
  open,
  dangerous = true,
  ...rest
}: ConfirmProps) {
  const { typed, command } = rest;
  const [text, setText] = useState('');
  const { mutate, error, isPending, reset } = useMutation({ mutationFn: onConfirm, onSuccess: close });
  function close() {
    reset();
    setText('');
    onClose();
  }
  const ready = rest.ready !== false && (typed === undefined || text.trim() === typed.trim());
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready && !isPending) mutate();
  };
  return (
    <Dialog
      title={title}
      open={open}
      onClose={close}
      footer={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button
            type="submit"
            form="confirm"
            variant={dangerous ? 'danger' : 'primary'}
            disabled={!ready}
            pending={isPending}
          >
            {action}
          </Button>
        </>
      }
    >
      <form id="confirm" onSubmit={submit}>
        {children}
        {typed !== undefined && (
          <TextField label={`To go on, type: ${typed}`} value={text} onValueChange={setText} autoComplete="off" />
        )}
      </form>
      {error && <Problem error={error} />}
      {command && <CommandLine words={command} />}
    </Dialog>
  );
}
