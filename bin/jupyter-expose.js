#!/usr/bin/env node
// A few lines that even an old Node can read: check the version, answer --version, then hand over.
const FLOOR = [20, 17];
const [major, minor] = process.versions.node.split('.').map(Number);
const ko = /^ko/i.test(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '');
if (major < FLOOR[0] || (major === FLOOR[0] && minor < FLOOR[1])) {
  process.stderr.write(
    ko
      ? `jupyter-expose에는 Node.js ${FLOOR.join('.')} 이상이 필요합니다. 지금은 ${process.versions.node}입니다.\nhttps://nodejs.org 에서 새 버전을 설치한 뒤 다시 실행하세요.\n`
      : `jupyter-expose needs Node.js ${FLOOR.join('.')} or newer; this is ${process.versions.node}.\nInstall a newer one from https://nodejs.org and run it again.\n`,
  );
  process.exitCode = 4;
} else if (process.argv.length === 3 && /^(-V|--version)$/.test(process.argv[2])) {
  // Synchronous and without a stream: most of what --version would cost beside Node itself.
  const fs = process.getBuiltinModule('node:fs');
  const { version } = JSON.parse(fs.readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  try {
    fs.writeSync(1, `${version}\n`);
  } catch (error) {
    if (error.code !== 'EPIPE') {
      process.exitCode = 1;
      process.stderr.write(
        ko
          ? `결과를 표준 출력에 쓰지 못했습니다 (${error.code}).\n`
          : `The result could not be written to standard output (${error.code}).\n`,
      );
    }
  }
} else {
  try {
    await import('../dist/main.js');
  } catch (error) {
    if (error.code !== 'EMFILE' && error.code !== 'ENFILE') throw error;
    process.exitCode = 1;
    process.stderr.write(
      ko
        ? '한 번에 열 수 있는 파일의 수가 너무 적습니다. “ulimit -n 1024” 명령으로 늘린 뒤 다시 실행하세요.\n'
        : 'Too few files may be open at once. Allow more with “ulimit -n 1024”, then try again.\n',
    );
  }
}
