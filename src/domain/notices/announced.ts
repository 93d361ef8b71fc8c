import { formatId } from '../../contract/ids.ts';
import type { Happened, NamedPerson, NoticeDetail, NoticeEvent } from '../../contract/notices.ts';
import type { Happening } from '../../d1/notices/happenings.ts';
import type { NoticeStore } from '../../d1/notices.ts';
import type { Subject } from './audience.ts';

export type Person = Awaited<ReturnType<NoticeStore['findPeople']>>[number];

export type Activated = { propertyId: number; environment: string; at: number };

/** What an audit row has for those who listen. */
export type Announced = {
  event: NoticeEvent;
  subject: Subject;
  /** 0: it is not about one token. */
  tokenId: number;
  /** The person that the notice names: the owner of a token; of anything else, whoever did it. */
  personId: number | null;
  /** Which activation it was, for those whom it named. */
  activation: Activated | null;
  describe: (person: Person | null) => NoticeDetail;
};

/** Of what happened, who did it and when. */
export function happenedIn({ id, actor, at }: Happening, event: NoticeEvent): Happened {
  return { event, id: formatId('evt', id), actor, at };
}

export function nameOf(person: Person | null): NamedPerson | null {
  return person && { id: formatId('usr', person.id), name: person.name, email: person.email };
}
