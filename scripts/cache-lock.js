// A lock on a directory that several computers or containers may share. Process ids mean nothing across them, so the
// holder touches the lock while it works, and another process takes over a lock that was not touched for long.
import { linkSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const TOUCH_EVERY_MS = 2_000;
const STALE_AFTER_MS = 30_000;
const RETRY_AFTER_MS = 500;

/** Runs `work` while holding the lock of `directory`. Waits for another holder, and logs that. */
export async function holdingCacheLock(directory, log, work) {
  const lock = join(directory, 'lock');
  const mine = `${lock}.${hostname()}.${process.pid}`;
  writeFileSync(mine, `${hostname()} ${process.pid}`);
  try {
    await take(lock, mine, log);
    const touching = setInterval(() => touch(lock), TOUCH_EVERY_MS);
    const release = () => rmSync(lock, { force: true });
    process.once('exit', release);
    try {
      return await work();
    } finally {
      clearInterval(touching);
      process.off('exit', release);
      release();
    }
  } finally {
    rmSync(mine, { force: true });
  }
}

async function take(lock, mine, log) {
  let announced = false;
  for (;;) {
    try {
      return linkSync(mine, lock);
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const stale = readStale(lock);
    if (stale !== undefined) {
      dropStale(lock, mine, stale);
      continue;
    }
    if (!announced) log(`Another run makes the test environments; waiting for it (${lock}) …`);
    announced = true;
    await sleep(RETRY_AFTER_MS);
  }
}

/** The content of a stale lock: its holder on this computer has ended, or no longer touches it. Else undefined. */
function readStale(lock) {
  try {
    const holder = readFileSync(lock, 'utf8');
    const [host, pid] = holder.split(' ');
    const silent = Date.now() - statSync(lock).mtimeMs > STALE_AFTER_MS;
    return silent || (host === hostname() && !isAlive(Number(pid))) ? holder : undefined;
  } catch {
    return undefined;
  }
}

/** Removes a stale lock. If a faster process has already replaced it with its own lock, puts that one back. */
function dropStale(lock, mine, stale) {
  const aside = `${mine}.aside`;
  try {
    renameSync(lock, aside);
    if (readFileSync(aside, 'utf8') !== stale) linkSync(aside, lock);
  } catch (error) {
    if (error.code !== 'ENOENT' && error.code !== 'EEXIST') throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function touch(lock) {
  try {
    utimesSync(lock, new Date(), new Date());
  } catch {
    // Another process took over the lock or removed the cache; the work continues anyway.
  }
}
