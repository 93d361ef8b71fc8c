import type { ComponentPropsWithRef } from 'react';
import styles from './button.module.css';

type ButtonProps = ComponentPropsWithRef<'button'> & {
  variant?: 'primary' | 'plain' | 'danger' | 'quiet';
  /** Something is under way: the button stays where it is, keeps the focus, and does nothing. */
  pending?: boolean;
};

export function Button({ variant = 'plain', pending = false, className = '', onClick, type, ...rest }: ButtonProps) {
  return (
    <button
      {...rest}
      type={type ?? 'button'}
      className={`${styles.button} ${styles[variant]} ${className}`}
      aria-disabled={pending || rest.disabled || undefined}
      data-pending={pending || undefined}
      onClick={(event) => (pending ? event.preventDefault() : onClick?.(event))}
    />
  );
}
