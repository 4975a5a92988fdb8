import { detectContainer } from '../../../system/container.ts';
import { ask, type Command, type FirewallAdapter, type FirewallRule, NAME } from '../types.ts';

/** Firewalls that no test machine has, written from their manuals. */

const SOCKET_FILTER = '/usr/libexec/ApplicationFirewall/socketfilterfw';

/** The display name, which is all that identifies our rule in Windows. */
function windowsName({ port, scope }: FirewallRule): string {
  return `${NAME} ${port} ${scope}`;
}

function newRule(rule: FirewallRule): string {
  const who = rule.scope === 'lan' ? '-Profile Private,Domain -RemoteAddress LocalSubnet' : '-Profile Any';
  return `New-NetFirewallRule -DisplayName '${windowsName(rule)}' -Direction Inbound -Action Allow -Protocol TCP -LocalPort ${rule.port} ${who}`;
}

function removeRule(rule: FirewallRule): string {
  return `Remove-NetFirewallRule -DisplayName '${windowsName(rule)}' -ErrorAction SilentlyContinue`;
}

function powershell(text: string): Command {
  return ['powershell.exe', '-NoProfile', '-NonInteractive', '-Command', text];
}

export const windows: FirewallAdapter = {
  id: 'windows',
  verified: 'no',
  needsRoot: false,
  async detect({ system, port }) {
    if (system.platform !== 'win32') return undefined;
    const profiles = await ask(
      system,
      powershell(
        '(Get-NetFirewallProfile -Name (Get-NetConnectionProfile).NetworkCategory.ForEach({ "$_" -replace "DomainAuthenticated", "Domain" })).Enabled',
      ),
    );
    if (profiles.code !== 0) return { active: 'unknown', reachableFrom: 'unknown', unseen: true };
    if (!/\bTrue\b/.test(profiles.stdout)) return undefined;
    const ours = await ask(
      system,
      powershell(
        `(Get-NetFirewallRule -DisplayName '${NAME} ${port} *' -ErrorAction SilentlyContinue).DisplayName`,
      ),
    );
    const scope = /\b(lan|everywhere)\b/.exec(ours.stdout)?.[1];
    return {
      active: true,
      reachableFrom: scope === 'everywhere' ? 'yes' : scope === 'lan' ? 'lan' : 'unknown',
    };
  },
  commands: (rule) => ({ open: [powershell(newRule(rule))], close: [powershell(removeRule(rule))] }),
};

export const macos: FirewallAdapter = {
  id: 'macos',
  verified: 'no',
  needsRoot: true,
  perProgram: true,
  async detect({ system, program }) {
    if (system.platform !== 'darwin') return undefined;
    const state = await ask(system, [SOCKET_FILTER, '--getglobalstate']);
    const [, number] = /State = (\d)/.exec(state.stdout) ?? [];
    if (number === '0') return undefined;
    if (number === undefined || program === undefined)
      return { active: number === undefined ? 'unknown' : true, reachableFrom: 'unknown', unseen: true };
    const blocked = await ask(system, [SOCKET_FILTER, '--getappblocked', program]);
    const reachableFrom = /\bpermitted\b/i.test(blocked.stdout)
      ? 'yes'
      : /\bblocked\b/i.test(blocked.stdout)
        ? 'no'
        : 'unknown';
    return { active: true, reachableFrom, place: { program } };
  },
  commands({ place: { program = 'PYTHON' } }) {
    const line = (option: string) => [SOCKET_FILTER, option, program];
    return { open: [line('--add'), line('--unblockapp')], close: [line('--remove')] };
  },
};

/** WSL behind Windows' NAT: Windows must forward the port and admit it. */
export const wslNat: FirewallAdapter = {
  id: 'wsl-nat',
  verified: 'no',
  needsRoot: false,
  byHand: true,
  async detect({ system }) {
    const { wsl } = await detectContainer(system);
    if (wsl !== 'nat' && wsl !== 'unknown') return undefined;
    return { active: 'unknown', reachableFrom: 'unknown', unseen: true };
  },
  commands(rule) {
    const { port } = rule;
    const listen = `listenport=${port} listenaddress=0.0.0.0`;
    const proxy = 'netsh interface portproxy';
    return {
      open: [
        [`${proxy} add v4tov4 ${listen} connectport=${port} connectaddress=$((wsl hostname -I).Split()[0])`],
        [newRule(rule)],
      ],
      close: [[`${proxy} delete v4tov4 ${listen}`], [removeRule(rule)]],
    };
  },
};

/** WSL in Windows' own network: both the Windows firewall and the Hyper-V firewall must admit the port. */
export const wslMirrored: FirewallAdapter = {
  id: 'wsl-mirrored',
  verified: 'no',
  needsRoot: false,
  byHand: true,
  async detect({ system }) {
    const { wsl } = await detectContainer(system);
    return wsl === 'mirrored' ? { active: 'unknown', reachableFrom: 'unknown', unseen: true } : undefined;
  },
  commands(rule) {
    const name = windowsName(rule);
    // WSL's creator id, the same on every computer.
    const hyperV = `New-NetFirewallHyperVRule -Name '${name}' -DisplayName '${name}' -Direction Inbound -VMCreatorId '{40E0AC32-46A5-438A-A0B2-2B479E8F2E90}' -Protocol TCP -LocalPorts ${rule.port}`;
    return {
      open: [[hyperV], [newRule(rule)]],
      close: [[`Remove-NetFirewallHyperVRule -Name '${name}'`], [removeRule(rule)]],
    };
  },
};

/** A container cannot see its host's firewall, and Docker makes published ports bypass ufw. */
export const container: FirewallAdapter = {
  id: 'container',
  verified: 'yes',
  needsRoot: false,
  byHand: true,
  async detect({ system }) {
    const found = (await detectContainer(system)).container;
    return found === undefined ? undefined : { active: 'unknown', reachableFrom: 'unknown', unseen: true };
  },
  commands: () => ({ open: [], close: [] }),
};
