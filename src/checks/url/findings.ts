import type { Problem } from '../../jupyter/client/types.ts';
import type { HttpAnswer } from '../../net/http.ts';
import type { Evidence, Finding, Words } from '../../situation/finding.ts';

/** Makes a finding with these sentences. */
export function findingOf(status: Finding['status'], id: string, words: Words, evidence: Evidence): Finding {
  return { id, status, ...words, evidence };
}

/** Evidence of an answer: the request, the status, and headers that identify the server. */
export function answerEvidence(request: string, answer: HttpAnswer, ...names: readonly string[]): Evidence {
  const headers = ['server', ...names].flatMap((name) => {
    const value = answer.headers[name];
    return value === undefined ? [] : `${name}: ${withoutQuery(value)}`;
  });
  return { request, http: answer.status, ...(headers.length > 0 && { text: headers.join('; ') }) };
}

/** Evidence of a missing or unexpected answer. */
export function failureEvidence(request: string, { text, status }: Problem): Evidence {
  return { request, ...(status !== undefined && { http: status }), ...(text !== '' && { text }) };
}

/** The query of a redirect may hold a token. */
function withoutQuery(value: string): string {
  return value.replace(/\?.*$/, '');
}
