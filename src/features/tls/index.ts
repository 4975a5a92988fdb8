import { changing, json, renewFlags } from '../../command/command.ts';
import { t } from '../../messages/index.ts';
import type { Feature } from '../feature.ts';
import { createFlags, importFlags, issueFlags } from './flags.ts';
import { trustFlags } from './trust/flags.ts';

declare module '../../messages/command-line.ts' {
  interface CommandNames {
    'cert create': true;
    'cert import': true;
    'cert issue': true;
    'cert renew': true;
    'cert show': true;
    'cert trust': true;
  }
}

/** Encryption of the connection. */
export const tls: Feature = {
  id: 'tls',
  questions: async () => (await import('./question-specs.ts')).tlsQuestionSpecs(),
  commands: [
    {
      name: 'cert',
      summary: () => t().cert.summary,
      children: [
        {
          name: 'create',
          summary: () => t().cert.create,
          declare: (command) => changing(createFlags(command)),
          examples: () => t().cert.createExamples,
          load: async () => (await import('./create-command.ts')).certCreate,
        },
        {
          name: 'import',
          summary: () => t().cert.import,
          declare: (command) => changing(importFlags(command)),
          examples: () => t().cert.importExamples,
          load: async () => (await import('./import-command.ts')).certImport,
        },
        {
          name: 'issue',
          summary: () => t().acme.summary,
          declare: (command) => changing(issueFlags(command)),
          examples: () => t().acme.examples,
          load: async () => (await import('./issue-command.ts')).certIssue,
        },
        {
          name: 'renew',
          summary: () => t().cert.renew,
          declare: (command) => changing(renewFlags(command)),
          load: async () => (await import('./renew.ts')).certRenew,
        },
        {
          name: 'show',
          summary: () => t().cert.show,
          declare: json,
          load: async () => (await import('./show-command.ts')).certShow,
        },
        {
          name: 'trust',
          summary: () => t().trust.summary,
          declare: (command) => changing(trustFlags(command)),
          examples: () => t().trust.examples,
          load: async () => (await import('./trust/command.ts')).certTrust,
        },
      ],
    },
  ],
  load: async () => ({
    step: (await import('./step.ts')).tlsStep,
    checks: async () => [(await import('./checks/index.ts')).tlsChecks],
    renewer: async () => (await import('./renew.ts')).certificateRenewer,
    afterApply: async (run) => (await import('./issue-after-init.ts')).issueAfterInit(run),
    nextSteps: async (run) => (await import('./issue-after-init.ts')).certificateSteps(run),
    outsideName: async (situation) => (await import('./record.ts')).certifiedName(situation),
    undoTask: async (task, place) => (await import('./trust/stores.ts')).undoTrust(task, place),
    isSignedHere: async (situation) => (await import('./record.ts')).isSignedHere(situation),
  }),
};
