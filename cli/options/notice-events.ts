import { InvalidArgumentError } from 'commander';
import { NOTICE_EVENTS, type NoticeEvent } from '../../src/contract/notices.ts';
import { words } from './words.ts';

/** `--event token.revoked,token.disabled`, repeatable. */
export function noticeEvents(value: string, before: NoticeEvent[] | undefined): NoticeEvent[] {
  return words(value, before).map((word) => {
    const event = NOTICE_EVENTS.find((each) => each === word);
    if (event === undefined) throw new InvalidArgumentError(`Allowed choices are ${NOTICE_EVENTS.join(', ')}.`);
    return event;
  });
}
