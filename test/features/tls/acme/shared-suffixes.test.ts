import { getPublicSuffix } from 'tldts';
import { expect, it } from 'vitest';
import { SHARED_SUFFIXES } from '../../../../src/certificates/public-suffix.ts';
import { TXT_PROVIDERS } from '../../../../src/dns/providers.ts';
import { sharedSuffixOf } from '../../../../src/features/tls/acme/issue-errors.ts';

const publicSuffix = (name: string) => getPublicSuffix(name, { allowPrivateDomains: true });

it.each(SHARED_SUFFIXES.map((suffix) => [suffix]))(
  '%s is no public suffix, so its users share one limit',
  (suffix) => {
    expect(publicSuffix(`home.${suffix}`)).not.toBe(suffix);
    expect(sharedSuffixOf(`Home.${suffix}`)).toBe(suffix);
    expect(sharedSuffixOf(`not${suffix}`)).toBeUndefined();
  },
);

it.each(TXT_PROVIDERS.flatMap(({ suffixes }) => suffixes))(
  '%s, the way out, is one: a limit of its own',
  (suffix) => {
    expect(publicSuffix(`home.${suffix}`)).toBe(suffix);
    expect(sharedSuffixOf(`home.${suffix}`)).toBeUndefined();
  },
);
