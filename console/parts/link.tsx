import { createLink, Link as RouterLink } from '@tanstack/react-router';
import type { ComponentPropsWithRef } from 'react';
import buttonStyles from './button.module.css';

/** A link to another page of the console. */
export { RouterLink as Link };

/** The same, where it looks like the button that it stands beside. */
export const ButtonLink = createLink(ButtonAnchor);

type ButtonAnchorProps = ComponentPropsWithRef<'a'> & { variant?: 'primary' | 'plain' | 'quiet' };

/** The same, to what is no page: a download. */
export function ButtonAnchor({ variant = 'plain', ...rest }: ButtonAnchorProps) {
  return <a {...rest} className={`${buttonStyles.button} ${buttonStyles[variant]}`} />;
}
