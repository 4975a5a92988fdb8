import { cmd, glued } from '../command-line.ts';
import type { Cause } from '../en/config-files.ts';
import type { Messages } from '../en/index.ts';

const cause = (message: Cause['message'], fix: Cause['fix']): Cause => ({ message, fix });

export const configFiles: Messages['configFiles'] = {
  loads: 'Jupyter가 설정 파일을 모두 읽고, 그 내용을 받아들입니다.',
  linesWork: '설정 파일의 모든 설정을 이 Jupyter가 알고 있습니다.',
  valuesInPlace: '다른 설정에 잘못 적힌 값이 없습니다.',
  notInstalled: '설정 파일이 읽히는지 물어볼 Jupyter가 여기에 설치되어 있지 않습니다.',
  get notInstalledFix() {
    return `Jupyter를 설치한 뒤 ${cmd('doctor')}를 다시 실행하세요.`;
  },
  timeout: (program) => `${program}에서 설정 파일을 읽는지 제때 대답하지 않았습니다.`,
  get timeoutFix() {
    return `컴퓨터가 덜 바쁠 때 ${cmd('doctor')}를 다시 실행하세요.`;
  },
  notAsked: '설정 파일이 읽히는지 Jupyter에 묻지 않았습니다.',
  place: (file, line) => `${file} ${line}번째 줄`,
  whyDropped:
    'Jupyter는 아무 말 없이 이 파일을 통째로 무시합니다. 비밀번호, 주소, 포트까지 이 파일의 설정이 모두 사라집니다.',
  whyJsonDropped: 'Jupyter가 이 JSON 파일을 건너뛰므로 그 안의 설정은 하나도 적용되지 않습니다.',
  whyExtension:
    'Jupyter는 그래도 시작하지만 이 파일의 설정은 빠집니다. 비밀번호, 주소, 포트가 적용되지 않을 수 있습니다.',
  whyPart: 'Jupyter가 이 줄보다 앞에 있는 설정만 적용하고, 뒤에 있는 설정은 무시합니다.',
  whyOwnObject: '다른 객체에 적은 설정은 Jupyter에 전달되지 않습니다.',
  whyRefused: '이대로는 Jupyter가 아예 시작하지 않습니다.',
  whyNoEffect: '이 줄은 아무 일도 하지 않고, Jupyter는 기본값을 씁니다.',
  whyRetries:
    'port_retries는 포트가 이미 쓰이고 있을 때 다른 포트를 몇 번 시도할지 정할 뿐입니다. Jupyter는 8888번에서 기다립니다.',
  whyAuthority:
    '그러면 Jupyter가 모든 브라우저에 인증서를 요구하고, 정작 자기 인증서에는 키가 없어 아무도 들어오지 못합니다.',
  part: {
    fine: '확장 목록과 페이지 설정을 읽을 수 있습니다.',
    empty: (path) => `${path} 파일이 비어 있습니다. Jupyter는 여기서 JSON을 읽습니다.`,
    broken: (path, line) => `${path} 파일의 JSON이 잘못되었습니다: ${line}번째 줄`,
    ends: 'Jupyter가 시작할 때 이 파일을 읽다가 끝납니다.',
    page: 'Jupyter는 시작하지만 페이지에 오류(HTTP 500)가 나옵니다.',
    settings: 'JupyterLab 페이지가 설정을 하나도 받지 못해서(HTTP 500) 제대로 열리지 않습니다.',
    skipped: 'Jupyter가 이 파일을 건너뛰므로 여기에 적힌 내용은 쓰이지 않습니다.',
    extensions: '페이지는 열리지만 여기에 적힌 확장은 쓰이지 않습니다.',
    emptyFix: (path) => `빈 JSON을 쓰세요: ${glued(`echo '{}' > ${path}`)}`,
    brokenFix: (line, path) =>
      `${line}번째 줄을 고치거나(쉼표나 괄호가 남거나 끝이 잘린 경우가 많습니다) 파일을 치우세요: ${glued(`mv ${path} ${path}.old`)}`,
  },
  cause: {
    'ip-unquoted': cause(
      ({ place }) => `${place}에 주소가 따옴표 없이 적혀 있습니다.`,
      ({ better }) => `따옴표로 감싸세요: ${glued(better)}`,
    ),
    'text-unquoted': cause(
      ({ place }) => `${place}에 글자로 된 값이 따옴표 없이 적혀 있습니다.`,
      () => '값을 따옴표로 감싸세요.',
    ),
    'leading-blank': cause(
      ({ place }) => `${place}에서 #만 지우고 그 뒤의 빈칸이 남았습니다.`,
      () => '빈칸을 지워 줄이 c로 시작하게 하세요.',
    ),
    'unexpected-indent': cause(
      ({ place }) => `${place}이 까닭 없이 들여쓰기되어 있습니다.`,
      () => '앞뒤 줄과 같은 자리에서 시작하게 하세요.',
    ),
    'smart-quotes': cause(
      ({ place }) => `${place}에 웹에서 복사된 둥근 따옴표가 있습니다.`,
      () => '곧은 따옴표 \' 또는 "로 바꾸세요.',
    ),
    'windows-path': cause(
      ({ place }) => `${place}의 Windows 경로에 역슬래시가 하나씩만 적혀 있습니다.`,
      ({ better }) =>
        better === ''
          ? "따옴표 앞에 r을 붙여 r'C:\\Users\\me'처럼 쓰거나, 경로에 /를 쓰세요."
          : '이 컴퓨터에는 C: 같은 드라이브가 없습니다. 이 컴퓨터에 있는 폴더를 적거나 그 줄을 지우세요.',
    ),
    'notebook-auth-import': cause(
      ({ place, name }) => `${place}에서 ${name} 모듈을 불러오는데, 이 Jupyter에는 더 이상 없습니다.`,
      ({ better }) => `${glued(better)}에서 불러오거나, 해시 값을 파일에 직접 적으세요.`,
    ),
    'module-missing': cause(
      ({ place, name }) => `${place}에서 ${name} 모듈을 불러오는데, 이 Jupyter에는 설치되어 있지 않습니다.`,
      () => '그 줄을 지우거나, 이 Jupyter의 Python에 모듈을 설치하세요.',
    ),
    'environment-variable-missing': cause(
      ({ place, name }) => `${place}에 필요한 환경 변수 ${name} 값이 없습니다.`,
      ({ name }) =>
        `Jupyter를 시작하는 곳에서 ${name} 값을 정하거나, ${glued(`os.environ.get('${name}', …)`)}에 기본값을 주세요.`,
    ),
    'file-missing-in-config': cause(
      ({ place, name }) => `${place}에서 여는 파일 ${name}, 이 파일이 없습니다.`,
      () => '파일을 만들거나, 그 줄의 경로를 고치세요.',
    ),
    'not-utf8': cause(
      ({ place }) => `${place}에 UTF-8이 아닌 글자가 있습니다 (ANSI나 cp949로 저장됨).`,
      () => '편집기에서 파일을 UTF-8로 저장하세요.',
    ),
    'utf-16': cause(
      ({ place }) => `${place} 파일이 UTF-16(메모장의 “유니코드”)으로 저장되어 Python이 읽지 못합니다.`,
      () => '편집기에서 파일을 UTF-8로 저장하세요.',
    ),
    'nul-byte': cause(
      ({ place }) => `${place} 파일에 NUL 바이트가 있어 Python이 읽지 못합니다.`,
      () => '그 바이트를 지우거나 백업에서 파일을 되살리세요.',
    ),
    'tab-mix': cause(
      ({ place }) => `${place} 앞에 탭과 빈칸이 섞여 있어 Python이 들여쓰기를 알 수 없습니다.`,
      () => '같은 블록의 줄과 같은 수의 빈칸만 쓰세요.',
    ),
    unclosed: cause(
      ({ place }) => `따옴표나 괄호가 열리고 닫히지 않았습니다: ${place}.`,
      () => '닫는 따옴표나 괄호를 넣으세요.',
    ),
    'wrong-case': cause(
      ({ place, name }) => `${place}에 적힌 ${name}, 이 말을 Python은 모릅니다.`,
      ({ better }) => `첫 글자를 대문자로 ${glued(better)}처럼 쓰세요.`,
    ),
    'name-error': cause(
      ({ place, name }) => `${place}에 적힌 이름 ${name}에는 아무 뜻이 없습니다.`,
      () => '글자로 된 값이면 따옴표로 감싸고, 아니면 고치세요.',
    ),
    'json-broken': cause(
      ({ place }) => `JSON 파일이 깨져 있습니다: ${place}.`,
      ({ said }) => `고치거나(Jupyter의 말: ${said}) 파일을 지우세요.`,
    ),
    'bom-json': cause(
      ({ place }) => `${place} 맨 앞에 보이지 않는 BOM이 있어 Jupyter가 이 JSON을 읽지 못합니다.`,
      () => 'BOM 없는 UTF-8로 저장하세요.',
    ),
    'config-unreadable': cause(
      ({ place }) => `${place} 파일을 읽을 권한이 없습니다.`,
      ({ said }) =>
        `아마 sudo로 만든 파일입니다. ${glued('sudo chown')}으로 주인을 자신으로 바꾸세요. Jupyter의 말: ${said}`,
    ),
    'port-retries-as-port': cause(
      ({ place, name }) => `포트 ${name}번이 ${place}에서 port_retries에 적혀 있습니다.`,
      ({ better }) => `${glued(better)}, ${glued('port_retries = 0')}으로 쓰세요.`,
    ),
    'value-quoted': cause(
      ({ place, name }) => `${name}에 따옴표가 없어야 할 값이 따옴표와 함께 적혀 있습니다: ${place}.`,
      ({ better }) => `이렇게 쓰세요: ${glued(better)}`,
    ),
    'value-type': cause(
      ({ place, name }) => `${name}에 적힌 값의 종류가 맞지 않습니다: ${place}.`,
      ({ said }) => `값을 고치세요. Jupyter의 말: ${said}`,
    ),
    'value-refused': cause(
      ({ place, name }) => `Jupyter가 ${name}에 적힌 값을 받아들이지 않습니다: ${place}.`,
      ({ said }) => `값을 고치세요. Jupyter의 말: ${said}`,
    ),
    'root-dir-missing': cause(
      ({ place, name }) =>
        place === ''
          ? `Jupyter가 보여 줄 폴더가 없습니다: ${name}`
          : `${place}에 적힌 디렉터리가 없습니다: ${name}`,
      () => '실제로 있는 디렉터리의 전체 경로를 쓰세요. 여기서는 ~가 통하지 않습니다.',
    ),
    'shim-unknown-trait': cause(
      ({ place, name }) => `${place}에서 정하는 ${name}, 이 설정을 이 Jupyter는 더 이상 모릅니다.`,
      ({ better }) =>
        better === '' ? '그 줄을 지우세요.' : `${glued(better)}로 고치거나, 그 줄을 지우세요.`,
    ),
    'config-exits': cause(
      ({ place }) => `설정 파일이 Jupyter 자체를 끝냅니다: ${place}.`,
      () => '그 줄을 지우세요.',
    ),
    'config-error': cause(
      ({ place, program }) => `${program}에서 설정 파일을 읽지 못합니다: ${place}.`,
      ({ said }) => `그 줄을 고치세요. Jupyter의 말: ${said}`,
    ),
    'trait-misspelt': cause(
      ({ place, name }) => `Jupyter에 ${name} 설정은 없습니다: ${place}.`,
      ({ better }) => `아마 ${glued(better)}입니다. 이름을 고치세요.`,
    ),
    'class-misspelt': cause(
      ({ place, name }) =>
        `${name}에 적힌 클래스는 Jupyter에 없고, Jupyter는 아무 말도 하지 않습니다: ${place}.`,
      ({ better }) => `아마 ${glued(better)}입니다. 이름을 고치세요.`,
    ),
    'trait-of-another-class': cause(
      ({ place, name }) => `${name} 설정은 다른 클래스의 것이라 아무 일도 하지 않습니다: ${place}.`,
      ({ better }) => `${glued(better)}로 쓰세요.`,
    ),
    'trait-of-newer-version': cause(
      ({ place, name }) => `이 Jupyter는 아직 ${name} 설정을 모릅니다: ${place}.`,
      ({ better }) => `그 줄을 지우거나, 이 설정이 있는 버전(${glued(better)})을 설치하세요.`,
    ),
    'trait-unknown': cause(
      ({ place, name }) => `Jupyter에 ${name} 설정은 없습니다: ${place}.`,
      () => `그 줄을 지우거나, 도움말에서 이름을 찾아보세요: ${glued('jupyter lab --help-all')}`,
    ),
    'client-ca-as-key': cause(
      ({ place, name }) => `client_ca에 개인 키 ${name} 파일이 적혀 있습니다: ${place}.`,
      () => 'client_ca 대신 keyfile로 쓰세요.',
    ),
    'json-flat-key': cause(
      ({ place, name }) =>
        `${name} 키에 클래스와 설정 이름이 함께 적혀 있습니다: ${place}. Jupyter에서는 나누어 써야 합니다.`,
      ({ better }) => `이렇게 쓰세요: ${glued(better)}`,
    ),
    'json-key-ignored': cause(
      ({ place, name }) => `${name} 키는 클래스가 아니어서 Jupyter가 무시합니다: ${place}.`,
      ({ better }) => (better === '' ? '해당 클래스 안에 적으세요.' : `이렇게 쓰세요: ${glued(better)}`),
    ),
    'class-not-installed': cause(
      ({ place, name, better }) =>
        `${place}에 클래스 ${name} 이름이 적혀 있는데, 이 Jupyter에는 ${better === '' ? '그런 클래스가' : `${better} 패키지가`} 없습니다.`,
      ({ better, python }) =>
        better === ''
          ? '그 줄을 지우세요.'
          : `설치하거나(${glued(`${python} -m pip install ${better}`)}) 그 줄을 지우세요.`,
    ),
    'trailing-comma': cause(
      ({ place }) => `줄 끝의 쉼표 때문에 값이 목록이 됩니다: ${place}.`,
      ({ better }) => `쉼표를 지우세요: ${glued(better)}`,
    ),
    'value-wrapped': cause(
      ({ place, name }) => `${name}의 값이 터미널에서 접힌 것처럼 여러 줄로 나뉘어 있습니다: ${place}.`,
      () => '값이 한 줄에 있도록 줄을 이으세요.',
    ),
    'lookalike-character': cause(
      ({ place, name, better }) =>
        `${place}에 ${name} 문자가 있습니다. ${better === '' ? '눈에 보이지 않는 문자' : better === ' ' ? '빈칸처럼 보이는 문자' : `${better}처럼 보이는 문자`}이며 Python이 읽지 못합니다.`,
      ({ better }) => (better === '' ? '그 문자를 지우세요.' : '그 문자를 다시 입력하세요.'),
    ),
    'invisible-in-value': cause(
      ({ place, name }) => `${name}의 값에 눈에 보이지 않는 문자가 있습니다: ${place}.`,
      () => '그 문자를 지우세요.',
    ),
    'config-object-own': cause(
      ({ place }) => `${place}에서 Jupyter의 설정을 다른 객체로 바꿉니다.`,
      ({ better }) => `이렇게 쓰세요: ${glued(better)}`,
    ),
    'get-config-not-called': cause(
      ({ place }) => `${place}에서 get_config 함수를 호출하지 않습니다.`,
      ({ better }) => `이렇게 쓰세요: ${glued(better)}`,
    ),
    'capital-c': cause(
      ({ place }) => `${place}이 대문자 C로 시작하는데, 설정의 이름은 c입니다.`,
      ({ better }) => `이렇게 쓰세요: ${glued(better)}`,
    ),
    'root-missing': cause(
      ({ place }) => `줄 앞에 c.이 빠졌습니다: ${place}.`,
      ({ better }) => `이렇게 쓰세요: ${glued(better)}`,
    ),
    'two-settings': cause(
      ({ place }) => `한 줄에 설정이 두 개 있습니다: ${place}.`,
      () => '사이에 세미콜론을 넣거나, 한 줄에 하나씩 쓰세요.',
    ),
    'equals-missing': cause(
      ({ place }) => `설정과 값 사이에 =이 빠졌습니다: ${place}.`,
      ({ better }) => `이렇게 쓰세요: ${glued(better)}`,
    ),
    'option-in-file': cause(
      ({ place }) => `명령줄 옵션이 설정 파일에 적혀 있습니다: ${place}.`,
      ({ better }) => (better === '' ? '설정으로 바꾸어 쓰세요.' : `이렇게 쓰세요: ${glued(better)}`),
    ),
    'not-code': cause(
      ({ place }) => `설명문이나 셸 명령이 설정 파일에 적혀 있습니다: ${place}.`,
      ({ better }) => `주석으로 만드세요: ${glued(better)}`,
    ),
    'line-sets-nothing': cause(
      ({ place, name }) => `${name}에 관한 줄이 아무것도 설정하지 않습니다: ${place}.`,
      ({ better }) =>
        better === '' ? '=로 값을 주거나 그 줄을 지우세요.' : `이렇게 쓰세요: ${glued(better)}`,
    ),
    'would-not-start': cause(
      ({ program }) => `${program} 명령이 시작하지 않습니다.`,
      ({ said, program }) => `터미널에서 ${program} 명령을 실행해 마지막 줄을 읽어 보세요. ${said}`,
    ),
  },
};
