import { t } from '../../messages/index.ts';
import type { Trouble, TroubleKind } from './client.ts';

/** A trouble as two sentences: what happened, and what to do. */
export interface Described {
  readonly message: string;
  readonly fix: string;
}

type Sentence = (trouble: Trouble) => string;

/** Says a trouble in the person's language. */
export function describeTrouble(trouble: Trouble): Described {
  const sentences: Readonly<Record<TroubleKind, { message: Sentence; fix: Sentence }>> = t().client.troubles;
  const { message, fix } = sentences[trouble.kind];
  return { message: message(trouble), fix: fix(trouble) };
}
