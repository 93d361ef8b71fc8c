import { Check, Copy } from 'lucide-react';
import { type Ref, useState } from 'react';
import { Button } from './button.tsx';

type CopyButtonProps = {
  text: string;
  what: string;
  variant?: 'plain' | 'quiet' | 'primary';
  ref?: Ref<HTMLButtonElement>;
};

/** Copies a text, all of it, and says so. `what`: its name, after "Copy". */
export function CopyButton({ text, what, variant = 'plain', ref }: CopyButtonProps) {
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle');
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setState('copied'),
      () => setState('failed'),
    );
  const Icon = state === 'copied' ? Check : Copy;
  return (
    <>
      <Button ref={ref} variant={variant} onClick={copy} onBlur={() => setState('idle')} aria-label={`Copy ${what}`}>
        <Icon aria-hidden size={16} />
        {variant !== 'quiet' && (state === 'copied' ? 'Copied' : 'Copy')}
      </Button>
      <span className={state === 'failed' ? undefined : 'visually-hidden'} role="status">
        {SAID[state]}
      </span>
    </>
  );
}

const SAID = {
  idle: '',
  copied: 'Copied.',
  failed: 'The browser does not let this page copy: select the text instead.',
};
