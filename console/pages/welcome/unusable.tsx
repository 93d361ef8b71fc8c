import { useEffect, useRef } from 'react';
import { Empty } from '../../parts/empty.tsx';

const WORDS = {
  missing: {
    title: 'Something is missing in the address',
    words:
      'This page is opened by the link in a mail, and what tells the links apart stands after #. Open the link in the mail once more, or copy all of it.',
  },
  damaged: {
    title: 'This link is damaged',
    words:
      'What stands after # in the address is no code of a link: some of it was lost, or something was added. Copy the whole link from the mail. It has not been used up.',
  },
  gone: {
    title: 'This link no longer works',
    words:
      'It has been used, it was taken back, or it is more than two hours old; or its token has ended. Ask whoever sent it for another. If it was used, and not by you, tell them: somebody else has the token.',
  },
} as const;

/** Why a link shows no token, and what to do. */
export function Unusable({ why }: { why: keyof typeof WORDS }) {
  const { title, words } = WORDS[why];
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The button that told it has gone, and the focus with it.
    if (why === 'gone') place.current?.focus();
  }, [why]);
  return (
    <div ref={place} tabIndex={-1}>
      <Empty title={title}>{words}</Empty>
    </div>
  );
}
