import { t } from '../../messages/index.ts';
import { isLoopback } from '../../net/listen-address.ts';
import { FIRST_FREE_PORT } from '../../net/port.ts';
import { type Check, type CheckContext, NOTHING_TO_CHECK } from '../../situation/check.ts';
import type { Finding } from '../../situation/finding.ts';
import { setInForce } from '../../situation/set-setting.ts';
import { evidenceAt, inForce } from '../../situation/setting.ts';
import { nameOf } from './holder-name.ts';
import { readPortStory } from './port-story.ts';
import { firstOrdinaryPort } from './privileged-ports.ts';

/** Does the server get the port that is configured, and no other one? */
export const portChecks: readonly Check[] = [
  { id: 'port', needs: ['config-loads'], fine: () => t().address.checks.portFine, look: lookAtPort },
  {
    id: 'port-retries',
    needs: ['config-loads', 'port'],
    fine: () => t().address.checks.retriesFine,
    look: lookAtRetries,
  },
];

async function lookAtPort({ situation, system }: CheckContext): Promise<readonly Finding[]> {
  const { value: port, source } = await inForce(situation, 'port');
  if (typeof port !== 'number' || port === 0) return [];
  const m = t().address.checks;
  const evidence = evidenceAt(source);
  const running = await situation.get('runningServers');
  const served = running.some((server) => server.port === port);
  if (port < FIRST_FREE_PORT && !served && port < (await firstOrdinaryPort(system)))
    return [
      {
        id: 'port-privileged',
        status: 'fail',
        message: m.privileged(port),
        ...evidence,
        fix: m.privilegedFix(port),
      },
    ];
  if (system.platform !== 'linux') return [{ id: 'port', status: 'unknown', message: m.portNotSeen }];
  // Where nobody chose a port, Jupyter may take the next one: it prints the address that it got.
  const { value: ip } = await inForce(situation, 'ip');
  if (source === undefined && isLoopback(String(ip))) return [];
  const story = await readPortStory({ situation, system }, port);
  const retries = (await inForce(situation, 'port_retries')).value;
  const stays = retries === 0 ? {} : await setInForce(situation, { port_retries: 0 });
  switch (story.kind) {
    case 'quiet':
      return [];
    case 'stale': {
      const { holder, moved } = story;
      const message = moved
        ? m.staleMoved(holder.pid, port, moved.pid, moved.port)
        : m.stale(holder.pid, port);
      return [
        { id: 'stale-server', status: 'fail', message, ...evidence, fix: m.staleFix(holder.pid), ...stays },
      ];
    }
    case 'moved': {
      const who = story.holder && nameOf(story.holder);
      const message = m.moved(story.server.pid, story.server.port, port, who);
      return [
        { id: 'port-moved', status: 'fail', message, ...evidence, fix: m.movedFix(port, who), ...stays },
      ];
    }
    case 'held': {
      const who = nameOf(story.holder);
      const starts = retries !== 0;
      const message = starts ? m.heldMoves(port, who) : m.held(port, who);
      return [
        { id: 'port-held', status: starts ? 'warn' : 'fail', message, ...evidence, fix: m.heldFix, ...stays },
      ];
    }
  }
}

async function lookAtRetries({
  situation,
}: CheckContext): Promise<readonly Finding[] | typeof NOTHING_TO_CHECK> {
  const [ip, retries, port] = await Promise.all([
    inForce(situation, 'ip'),
    inForce(situation, 'port_retries'),
    inForce(situation, 'port'),
  ]);
  if (isLoopback(String(ip.value)) || typeof retries.value !== 'number') return NOTHING_TO_CHECK;
  if (retries.value === 0) return [];
  const m = t().address.checks;
  return [
    {
      id: 'port-retries',
      status: 'warn',
      message: m.retries(Number(port.value)),
      ...evidenceAt(retries.source),
      fix: m.retriesFix,
      ...(await setInForce(situation, { port_retries: 0 })),
    },
  ];
}
